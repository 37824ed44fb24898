/** Asymptotic series are exact to double precision from here on. */
const SERIES_FROM = 12;

/** Digamma function ψ(x) = d log Γ(x)/dx, x > 0 (Abramowitz & Stegun 6.3.18). */
export function digamma(x: number): number {
  let shift = 0;
  let m = x;
  for (; m < SERIES_FROM; m++) shift -= 1 / m;
  const s = 1 / (m * m);
  const tail =
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - (s * 691) / 32760)))));
  return shift + Math.log(m) - 0.5 / m - tail;
}

/** Trigamma function ψ′(x), x > 0 (Abramowitz & Stegun 6.4.12). */
export function trigamma(x: number): number {
  let shift = 0;
  let m = x;
  for (; m < SERIES_FROM; m++) shift += 1 / (m * m);
  const s = 1 / (m * m);
  const tail = s * (1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66 - (s * 691) / 2730)))));
  return shift + 1 / m + s / 2 + tail / m;
}
