import type { Tails } from './incompleteGamma.ts';
import { rawBinomial } from './stirling.ts';

const EPSILON = 2 ** -53;
const TINY = 1e-300;
const MAX_TERMS = 20_000_000;

/** Continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8), by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < TINY) d = TINY;
  d = 1 / d;
  let fraction = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + even / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + odd / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 2 * EPSILON) break;
  }
  return fraction;
}

/**
 * Regularised incomplete beta function I_x(a, b) and its complement.
 *
 * @param x argument in [0, 1]
 * @param y 1 − x, given apart so that it keeps its digits when x is near 1
 * @param a shape, > 0
 * @param b shape, > 0
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): Tails {
  if (Number.isNaN(x + y + a + b)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  // x^a y^b Γ(a+b)/(Γ(a)Γ(b)) as a binomial density with real arguments.
  const front = (rawBinomial(a, a + b, x, y) * (a * b)) / (a + b);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, (front * betaFraction(a, b, x)) / a);
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, (front * betaFraction(b, a, y)) / b);
  return { lower: 1 - upper, upper };
}
