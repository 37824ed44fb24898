import { rawPoisson } from './stirling.ts';

/** Both tails of a distribution function; `lower + upper` is 1, each accurate to its own last digits. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const EPSILON = 2 ** -53;
const TINY = 1e-300;
/** Enough for shapes up to about 1e12: both expansions need some 10·√shape terms around the mean. */
const MAX_TERMS = 20_000_000;

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x).
 *
 * Power series below x = a + 1, Legendre's continued fraction above (Abramowitz & Stegun 6.5.29, 6.5.31),
 * both multiplied by the saddle-point density, so that the small tail has full relative precision.
 *
 * @param a shape, > 0
 * @param x real, ≥ 0
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (Number.isNaN(a) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const density = rawPoisson(a, x);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let n = 1; n < MAX_TERMS; n++) {
      term *= x / (a + n);
      sum += term;
      if (term < sum * EPSILON) break;
    }
    const lower = Math.min(1, density * sum);
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 2 * EPSILON) break;
  }
  const upper = Math.min(1, density * a * fraction);
  return { lower: 1 - upper, upper };
}
