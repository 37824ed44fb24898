import { EpiError } from '../errors.ts';
import { incompleteGamma, type Tails } from './incompleteGamma.ts';
import { normalQuantile } from './normal.ts';
import { logGamma, rawPoisson } from './stirling.ts';

function checkPositive(value: number, field: string): void {
  if (!(value > 0 && value < Infinity)) {
    throw new EpiError('BAD_OPTION', `${field} must be a finite number above 0, got ${value}`, { field });
  }
}

/**
 * Gamma distribution function with both tails.
 *
 * @param x real
 * @param shape > 0
 * @param scale > 0, in the unit of x
 */
export function gammaTails(x: number, shape: number, scale = 1): Tails {
  checkPositive(shape, 'shape');
  checkPositive(scale, 'scale');
  return incompleteGamma(shape, x / scale);
}

/** P(X ≤ x), or P(X > x) with `upper`, for X ~ Gamma(shape, scale). */
export function gammaCdf(x: number, shape: number, scale = 1, upper = false): number {
  const tails = gammaTails(x, shape, scale);
  return upper ? tails.upper : tails.lower;
}

/** Wilson & Hilferty (1931) start; where that is useless the leading term of P(a, x) ≈ xᵃ/Γ(a+1). */
function startingPoint(lower: number, upper: number, shape: number): number {
  const z = lower < upper ? normalQuantile(lower) : normalQuantile(upper, true);
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  const approximate = cube > 0 ? shape * cube ** 3 : 0;
  const leading = Math.exp((Math.log(lower) + logGamma(shape + 1)) / shape);
  return approximate > 0.2 * shape && shape > 0.3 ? approximate : leading;
}

/**
 * Quantile of the gamma distribution: Newton steps on log P or log Q against log x (both nearly straight
 * lines), kept inside a shrinking bracket.
 *
 * @param p probability in [0, 1]
 * @param upper true when p is the upper-tail probability
 * @returns x ≥ 0 in the unit of `scale`, relative error about 1e-14
 * @throws EpiError BAD_OPTION when p, shape or scale is outside its domain
 */
export function gammaQuantile(p: number, shape: number, scale = 1, upper = false): number {
  checkPositive(shape, 'shape');
  checkPositive(scale, 'scale');
  if (!(p >= 0 && p <= 1))
    throw new EpiError('BAD_OPTION', `probability ${p} is not in [0, 1]`, { field: 'p' });
  const lower = upper ? 1 - p : p;
  const higher = upper ? p : 1 - p;
  if (lower === 0) return 0;
  if (higher === 0) return Infinity;
  const useLower = lower <= 0.5;
  let x = startingPoint(lower, higher, shape);
  if (x === 0) return 0;
  let low = 0;
  let high = Infinity;
  for (let iteration = 0; iteration < 200; iteration++) {
    const tails = incompleteGamma(shape, x);
    const error = useLower ? Math.log(tails.lower / lower) : Math.log(higher / tails.upper);
    if (error === 0) break;
    if (error < 0) low = x;
    else high = x;
    const mass = useLower ? tails.lower : tails.upper;
    // d log P / d log x = x f(x)/P, and x f(x) is the real-argument Poisson density times the shape.
    const slope = (rawPoisson(shape, x) * shape) / mass;
    let next = x * Math.exp(-error / slope);
    if (!(next > low && next < high)) next = high === Infinity ? x * 2 : (low + high) / 2;
    const step = Math.abs(next - x);
    x = next;
    if (step <= 4e-16 * x) break;
  }
  return x * scale;
}

/** P(X ≤ x), or P(X > x) with `upper`, for X ~ χ² with `df` > 0 degrees of freedom. */
export function chiSquareCdf(x: number, df: number, upper = false): number {
  return gammaCdf(x, df / 2, 2, upper);
}

/** Quantile of χ² with `df` > 0 degrees of freedom. */
export function chiSquareQuantile(p: number, df: number, upper = false): number {
  return gammaQuantile(p, df / 2, 2, upper);
}
