/**
 * Building blocks of densities that stay accurate for large arguments: the saddle-point expansion of
 * Loader (2000), "Fast and accurate computation of binomial probabilities". Writing a density as
 * exp(−error terms)/√(2πn) keeps the exponent small, so no digits are lost where x·log x and n·log n cancel.
 */

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** Coefficients of the Stirling series of log Γ: B₂ₖ/(2k(2k−1)), k = 1…8 (Abramowitz & Stegun 6.1.41). */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

/** From here on eight terms of the series are exact to double precision. */
const SERIES_FROM = 10;

/**
 * Stirling error δ(n) = log Γ(n+1) − (n+½) log n + n − ½ log 2π.
 *
 * @param n real, > 0
 * @returns δ(n), about 1/(12n)
 */
function stirlingError(n: number): number {
  let shift = 0;
  let m = n;
  // δ(m) = δ(m+1) + (m+½) log(1+1/m) − 1 carries small arguments up to where the series is exact.
  while (m < SERIES_FROM) {
    shift += (m + 0.5) * Math.log1p(1 / m) - 1;
    m += 1;
  }
  const inverse = 1 / m;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + STIRLING[k]!;
  return shift + sum * inverse;
}

/**
 * Deviance part bd₀(x, m) = x log(x/m) + m − x without cancellation near x = m.
 *
 * @param x real, > 0
 * @param m real, > 0
 */
function deviancePart(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) < 0.1 * (x + m)) {
    const v = difference / (x + m);
    const square = v * v;
    let sum = difference * v;
    let term = 2 * x * v;
    for (let j = 1; j < 1000; j++) {
      term *= square;
      const next = sum + term / (2 * j + 1);
      if (next === sum) return next;
      sum = next;
    }
  }
  return x * Math.log(x / m) - difference;
}

/**
 * log Γ(x).
 *
 * @param x real, > 0
 * @returns natural logarithm of the gamma function, absolute error about 1e-15·max(1, |result|)
 */
export function logGamma(x: number): number {
  if (x < SERIES_FROM) {
    let product = 1;
    let m = x;
    while (m < SERIES_FROM) {
      product *= m;
      m += 1;
    }
    return logGamma(m) - Math.log(product);
  }
  const inverse = 1 / x;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + STIRLING[k]!;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + sum * inverse;
}

/**
 * m^x e^{−m}/Γ(x+1) for real x ≥ 0, m ≥ 0: the Poisson density continued to real x.
 */
export function rawPoisson(x: number, m: number): number {
  if (m === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-m);
  if (m === Infinity) return 0;
  // Below ~1e-290 the ratio x/m underflows; the density is then that of x = 0 to all digits.
  if (x < m * Number.MIN_VALUE * 2 ** 60) return Math.exp(-m);
  return Math.exp(-stirlingError(x) - deviancePart(x, m)) / Math.sqrt(2 * Math.PI * x);
}

/**
 * Γ(n+1)/(Γ(x+1)Γ(n−x+1)) p^x q^{n−x} for real 0 ≤ x ≤ n: the binomial density continued to real x, n.
 *
 * @param p probability in [0, 1]
 * @param q 1 − p, given apart so that it keeps its digits when p is near 1
 */
export function rawBinomial(x: number, n: number, p: number, q: number): number {
  const rest = n - x;
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return rest === 0 ? 1 : 0;
  if (x === 0) return Math.exp(p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q));
  if (rest === 0) return Math.exp(q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p));
  const exponent =
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(rest) -
    deviancePart(x, n * p) -
    deviancePart(rest, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x) / rest);
}
