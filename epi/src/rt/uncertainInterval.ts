import { EpiError } from '../errors.ts';
import { normalCdf, normalQuantile } from '../math/normal.ts';

/** A source of independent uniform numbers in [0, 1): seeded by the caller, so that results can be repeated. */
export type RandomSource = () => number;

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
export function drawTruncated(distribution: TruncatedNormal, random: RandomSource): number {
  const { mean, sd, min, max } = distribution;
  const from = normalCdf((min - mean) / sd);
  const to = normalCdf((max - mean) / sd);
  return Math.min(max, Math.max(min, mean + sd * normalQuantile(from + (to - from) * random())));
}

function drawNormal(random: RandomSource): number {
  // 1 − u lies in (0, 1], where the logarithm is finite (Box & Muller 1958).
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** One draw of Gamma(shape, scale) by Marsaglia & Tsang (2000); shapes below 1 through shape + 1. */
export function drawGamma(shape: number, scale: number, random: RandomSource): number {
  if (shape < 1) return drawGamma(shape + 1, scale, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale;
  }
}
