import { EpiError } from '../errors.ts';
import { normalCdf, normalQuantile } from '../math/normal.ts';
import type { Rng } from '../random/index.ts';

/** A truncated normal distribution. */
export interface TruncatedNormal {
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/** @throws EpiError BAD_OPTION unless sd > 0 and min < max */
export function checkTruncated(distribution: TruncatedNormal, field: string): void {
  const { mean, sd, min, max } = distribution;
  if (!(sd > 0 && min < max && Number.isFinite(mean))) {
    throw new EpiError('BAD_OPTION', `${field} needs a finite mean, sd > 0 and min < max`, { field });
  }
}

/** One draw, by inversion within [min, max]. */
export function drawTruncated(distribution: TruncatedNormal, rng: Rng): number {
  const { mean, sd, min, max } = distribution;
  const from = normalCdf((min - mean) / sd);
  const to = normalCdf((max - mean) / sd);
  return Math.min(max, Math.max(min, mean + sd * normalQuantile(from + (to - from) * rng.uniform())));
}
