import { EpiError } from '../errors.ts';
import { incompleteBeta } from './incompleteBeta.ts';
import { normalCdf } from './normal.ts';

/**
 * P(|T| > |t|) for Student's t.
 *
 * @param t real
 * @param df degrees of freedom, > 0 (Infinity gives the normal)
 * @throws EpiError BAD_OPTION when df ≤ 0
 */
export function studentTwoSided(t: number, df: number): number {
  if (!(df > 0))
    throw new EpiError('BAD_OPTION', `degrees of freedom must be > 0, got ${df}`, { field: 'df' });
  if (Number.isNaN(t)) return Number.NaN;
  if (t === 0) return 1;
  if (!Number.isFinite(t)) return 0;
  if (df === Infinity) return 2 * normalCdf(Math.abs(t), true);
  // The ratio form keeps both x and 1 − x exact for |t| from 1e-150 to 1e150.
  const ratio = Math.abs(t) < 1 ? (t * t) / df : t / Math.sqrt(df);
  const square = Math.abs(t) < 1 ? ratio : ratio * ratio;
  const x = square > 1 ? 1 / square / (1 + 1 / square) : 1 / (1 + square);
  const y = square > 1 ? 1 / (1 + 1 / square) : square / (1 + square);
  return incompleteBeta(x, y, df / 2, 0.5).lower;
}

/** P(T ≤ t), or P(T > t) with `upper`, for Student's t with `df` > 0 degrees of freedom. */
export function studentCdf(t: number, df: number, upper = false): number {
  const half = studentTwoSided(t, df) / 2;
  return t > 0 === upper ? half : 1 - half;
}

/** P(X ≤ x), or P(X > x) with `upper`, for X ~ Beta(a, b), a and b > 0. */
export function betaCdf(x: number, a: number, b: number, upper = false): number {
  const tails = incompleteBeta(Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, 1 - x)), a, b);
  return upper ? tails.upper : tails.lower;
}
