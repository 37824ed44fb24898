import { EpiError } from '../errors.ts';
import { fitSeasonal } from '../math/seasonalModel.ts';
import type { Series } from '../series/series.ts';
import { type CusumTransform, STANDARDISATIONS } from './cusumTransform.ts';
import { requireOption, resolveRange } from './range.ts';
import { allocateColumns, type DetectionColumns, type MonitoredRange, UNDEFINED_ALARM } from './types.ts';

/** Options of the cumulative sum chart. */
export interface CusumOptions extends MonitoredRange {
  readonly method: 'cusum';
  /** Reference value k, in standard deviations; 1.04 by default. */
  readonly k?: number;
  /** Decision limit h, in standard deviations; 2.26 by default. */
  readonly h?: number;
  /** `standard` by default. */
  readonly transform?: CusumTransform;
  /** Dispersion α of the negative binomial transforms, variance μ + αμ². */
  readonly alpha?: number;
  /**
   * In-control mean, in counts: a number; one for each monitored point; `baseline` (default), the mean of all
   * counts before the first monitored point; or `seasonal`, a Poisson model of those counts with one harmonic.
   */
  readonly mean?: number | ArrayLike<number> | 'baseline' | 'seasonal';
}

/** Columns of the CUSUM chart: `score` is C_t. */
export interface CusumColumns extends DetectionColumns {
  /** Standardised counts z_t. */
  readonly standardised: Float64Array;
  /** Coefficients (1, cos, sin) of a `seasonal` mean; null otherwise. */
  readonly coefficients: Float64Array | null;
}

interface InControl {
  readonly meanAt: (t: number) => number;
  readonly coefficients: Float64Array | null;
}

function inControl(
  series: Series,
  first: number,
  last: number,
  mean: NonNullable<CusumOptions['mean']>,
): InControl {
  if (mean === 'baseline') {
    let sum = 0;
    let present = 0;
    for (let i = 0; i < first; i++) {
      if (Number.isNaN(series.counts[i]!)) continue;
      sum += series.counts[i]!;
      present++;
    }
    return { meanAt: () => sum / present, coefficients: null };
  }
  if (mean === 'seasonal') {
    const { frequency, start } = series;
    const model = { harmonics: 1, trend: false, frequency, origin: start[1] };
    const fit = fitSeasonal(series.counts.subarray(0, first), model, 0);
    return { meanAt: fit.meanAt, coefficients: fit.coefficients };
  }
  if (typeof mean === 'number') return { meanAt: () => mean, coefficients: null };
  if (mean.length !== last - first + 1) {
    const message = `${mean.length} means for ${last - first + 1} monitored points; there must be one each`;
    throw new EpiError('LENGTH_MISMATCH', message, { field: 'mean' });
  }
  return { meanAt: (t) => mean[t - first]!, coefficients: null };
}

/**
 * One-sided cumulative sum chart (Page 1954) on standardised counts (Rossi et al. 1999, Stat Med 18:2111).
 *
 * C_t = max(0, C_{t−1} + z_t − k) from C = 0, alarm when C_t ≥ h, no reset. `expected` is the in-control mean,
 * `score` C_t, `upper` the count that would just alarm (for `none` and `anscombeNegBin`, which have no inverse
 * in closed form, the distance h − C_t still to go, in units of C). A missing count leaves C where it is.
 *
 * @throws EpiError TOO_SHORT when no count precedes the first monitored point and the mean is to be estimated;
 *   BAD_OPTION for a mean that is not above 0
 */
export function cusum(series: Series, options: CusumOptions): CusumColumns {
  const { k = 1.04, h = 2.26, transform = 'standard', alpha = 0, mean = 'baseline' } = options;
  requireOption(transform in STANDARDISATIONS, 'transform', transform, 'a known transformation');
  requireOption(h > 0, 'h', h, '> 0');
  requireOption(alpha >= 0, 'alpha', alpha, '≥ 0');
  const estimated = mean === 'baseline' || mean === 'seasonal';
  const [first, last] = resolveRange(series, options, estimated ? 1 : 0);
  const { meanAt, coefficients } = inControl(series, first, last, mean);
  const { score, inverse } = STANDARDISATIONS[transform];
  const columns = {
    ...allocateColumns(first, last),
    standardised: new Float64Array(last - first + 1),
    coefficients,
  };
  let sum = 0;
  for (let t = first; t <= last; t++) {
    const i = t - first;
    const m = meanAt(t);
    // A flat baseline of zeros has no standard deviation: only `none`, which needs none, can go on.
    if (!(m > 0) && transform !== 'none') {
      throw new EpiError('BAD_OPTION', `in-control mean at index ${t} is ${m}; it must be above 0`, {
        field: 'mean',
        index: t,
      });
    }
    const before = sum;
    const z = score(series.counts[t]!, m, alpha);
    if (!Number.isNaN(z)) sum = Math.max(0, before + z - k);
    const bound = inverse ? inverse(h + k - before, m, alpha) : h - sum;
    columns.expected[i] = m;
    columns.standardised[i] = z;
    columns.score[i] = sum;
    columns.upper[i] = bound >= 0 ? bound : 0;
    columns.alarm[i] = Number.isNaN(z) ? UNDEFINED_ALARM : sum >= h ? 1 : 0;
  }
  return columns;
}
