import { EpiError } from '../errors.ts';
import { fitSeasonal } from '../math/seasonalModel.ts';
import type { Series } from '../series/series.ts';
import { type CountLikelihood, negativeBinomial, POISSON } from './likelihood.ts';
import { requireOption, requireWhole, resolveRange } from './range.ts';
import { allocateColumns, type DetectionColumns, type MonitoredRange } from './types.ts';

/** In-control model to estimate from the observations before the first monitored one. */
export interface SeasonalMean {
  /** Pairs of cosine and sine; 1 by default. */
  readonly harmonics?: number;
  /** Linear trend; false by default. */
  readonly trend?: boolean;
}

/** Options of the likelihood ratio charts. */
export interface GlrOptions extends MonitoredRange {
  readonly method: 'glr';
  /** Limit c of the statistic; 5 by default. */
  readonly limit?: number;
  /** Negative binomial dispersion α (variance μ + αμ²), 0 for Poisson (default), or `estimate`. */
  readonly alpha?: number | 'estimate';
  /** In-control means: one for each monitored point, or a model to estimate (default: one harmonic). */
  readonly mean?: ArrayLike<number> | SeasonalMean;
  /** Known shift of the log mean: the LR chart. Without it the shift is estimated: the GLR chart. */
  readonly shift?: number;
  /** Look for a rise (default) or a fall; the GLR chart only. */
  readonly direction?: 'increase' | 'decrease';
  /** `value` (default): `upper` is the statistic. `cases`: `upper` is the count that would just alarm. */
  readonly report?: 'value' | 'cases';
  /** Longest segment looked back over, in steps; the whole history since the last alarm by default. */
  readonly window?: number;
  /** Shortest segment, in steps; 1 by default. */
  readonly shortest?: number;
  /**
   * Poisson chart for a fall only. `paper` (default) counts a segment without any case for what it is, the strongest
   * evidence of a fall. `package` passes over such segments, as R surveillance::algo.glrnb does.
   */
  readonly variant?: 'paper' | 'package';
  /** Largest count tried for `cases`; 100,000 by default, beyond it `upper` is NaN. */
  readonly maxCases?: number;
}

/** Columns of the chart: `score` is the statistic G or S. */
export interface GlrColumns extends DetectionColumns {
  /** α in use. */
  readonly alpha: number;
  /** Coefficients (1, [t], cos, sin, …) of an estimated mean; null otherwise. */
  readonly coefficients: Float64Array | null;
}

interface InControl {
  readonly means: Float64Array;
  readonly alpha: number;
  readonly coefficients: Float64Array | null;
}

const isModel = (mean: ArrayLike<number> | SeasonalMean): mean is SeasonalMean => !('length' in mean);

function inControl(series: Series, first: number, last: number, options: GlrOptions): InControl {
  const { alpha = 0, mean = {} } = options;
  const length = last - first + 1;
  if (isModel(mean)) {
    const { harmonics = 1, trend = false } = mean;
    const model = { harmonics, trend, frequency: series.frequency, origin: 1 };
    const fit = fitSeasonal(series.counts.subarray(0, first), model, alpha);
    const means = Float64Array.from({ length }, (_, i) => fit.meanAt(first + i));
    return { means, alpha: 1 / fit.size, coefficients: fit.coefficients };
  }
  if (alpha === 'estimate') {
    throw new EpiError('BAD_OPTION', 'alpha can only be estimated together with the mean', {
      field: 'alpha',
    });
  }
  if (mean.length !== length) {
    const message = `${mean.length} means for ${length} monitored points; there must be one each`;
    throw new EpiError('LENGTH_MISMATCH', message, { field: 'mean' });
  }
  const means = Float64Array.from(mean);
  const bad = means.findIndex((m) => !(m > 0 && m < Infinity));
  if (bad >= 0) {
    throw new EpiError('BAD_OPTION', `mean[${bad}] is ${means[bad]}; it must be finite and above 0`, {
      field: 'mean',
      index: bad,
    });
  }
  return { means, alpha, coefficients: null };
}

/** The monitored part of a chart: its counts, means and what it looks for. */
interface Chart {
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly likelihood: CountLikelihood;
  readonly rise: boolean;
  readonly window: number;
  readonly shortest: number;
  /** Pass over segments without a case. */
  readonly skipEmpty: boolean;
}

/** max over k of Σᵢ₌ₖⁿ ℓᵢ(κ̂ₖ), κ̂ₖ truncated at 0, over segments that begin at `since` or later. */
function generalisedRatio(chart: Chart, since: number, n: number): number {
  const { counts, means, likelihood, rise } = chart;
  const from = Math.max(since, n - chart.window);
  let best = chart.skipEmpty ? 0 : Number.NEGATIVE_INFINITY;
  let start = 0;
  for (let k = n - chart.shortest + 1; k >= from; k--) {
    const shift = likelihood.bestShift(counts, means, k, n, start);
    if (chart.skipEmpty && shift === -Infinity) continue;
    start = Number.isFinite(shift) ? shift : 0;
    const truncated = rise ? Math.max(0, shift) : Math.min(0, shift);
    let sum = 0;
    if (truncated !== 0)
      for (let i = k; i <= n; i++) sum += likelihood.ratio(counts[i]!, means[i]!, truncated);
    best = Math.max(best, sum);
  }
  return best;
}

/** Smallest count at n with a statistic ≥ limit. The statistic rises with the count (falls, looking for a fall). */
function casesToAlarm(chart: Chart, since: number, n: number, limit: number, maxCases: number): number {
  const counts = chart.counts.slice(0, n + 1);
  const trial = { ...chart, counts };
  const alarms = (count: number): boolean => {
    counts[n] = count;
    return generalisedRatio(trial, since, n) >= limit;
  };
  if (alarms(0)) return 0;
  if (!chart.rise) return Number.NaN;
  let low = 0;
  let high = 1;
  while (!alarms(high)) {
    if (high >= maxCases) return Number.NaN;
    low = high;
    high = Math.min(maxCases, high * 2);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (alarms(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Count at which S reaches the limit, from S before it; linear in the count. */
function casesOfKnownShift(
  before: number,
  mean: number,
  shift: number,
  alpha: number,
  limit: number,
): number {
  if (alpha === 0) return (limit - before + mean * Math.expm1(shift)) / shift;
  const slope = -Math.log1p((alpha * mean * Math.expm1(shift)) / (1 + alpha * mean));
  return (limit - before - slope / alpha) / (shift + slope);
}

/**
 * Count data regression charts (Höhle & Paul 2008, Comput Stat Data Anal 52:4357–4368) for a change of the
 * intercept, Poisson or negative binomial, restarting after every alarm.
 *
 * GLR (shift unknown): alarm when the statistic ≥ limit. LR (shift given): S = max(0, S + ℓ), alarm when S > limit.
 * `expected` is the in-control mean, `score` the statistic, `upper` as `report` says.
 *
 * @throws EpiError MISSING_DATA for a gap among the monitored points, TOO_SHORT, LENGTH_MISMATCH, BAD_OPTION
 */
export function glr(series: Series, options: GlrOptions): GlrColumns {
  const { limit = 5, shift, direction = 'increase', report = 'value', shortest = 1 } = options;
  const { window = Infinity, maxCases = 100_000 } = options;
  requireOption(limit > 0, 'limit', limit, '> 0');
  requireOption(
    shift === undefined || (shift !== 0 && Number.isFinite(shift)),
    'shift',
    shift,
    'finite, not 0',
  );
  requireWhole(shortest, 1, 'shortest');
  requireOption(window >= shortest, 'window', window, 'at least `shortest`');
  if (typeof options.alpha === 'number') requireOption(options.alpha >= 0, 'alpha', options.alpha, '≥ 0');
  const [first, last] = resolveRange(series, options, isModel(options.mean ?? {}) ? 1 : 0);
  const counts = series.counts.slice(first, last + 1);
  const gap = counts.findIndex(Number.isNaN);
  if (gap >= 0) {
    const message = `counts[${first + gap}] is missing; the chart needs every monitored count`;
    throw new EpiError('MISSING_DATA', message, { field: 'counts', index: first + gap });
  }
  const { means, alpha, coefficients } = inControl(series, first, last, options);
  const likelihood = alpha === 0 ? POISSON : negativeBinomial(alpha);
  const skipEmpty = options.variant === 'package' && direction === 'decrease' && alpha === 0;
  const chart = { counts, means, likelihood, rise: direction === 'increase', window, shortest, skipEmpty };
  const columns = { ...allocateColumns(first, last), alpha, coefficients };
  columns.expected.set(means);
  let since = 0;
  let sum = 0;
  for (let n = 0; n < counts.length; n++) {
    const before = sum;
    let score = 0;
    if (shift !== undefined) score = Math.max(0, before + likelihood.ratio(counts[n]!, means[n]!, shift));
    else if (n - since + 1 >= shortest) score = generalisedRatio(chart, since, n);
    const alarm = shift === undefined ? score >= limit : score > limit;
    columns.score[n] = score;
    columns.alarm[n] = alarm ? 1 : 0;
    if (report === 'value') columns.upper[n] = score;
    else if (shift === undefined) columns.upper[n] = casesToAlarm(chart, since, n, limit, maxCases);
    else columns.upper[n] = Math.max(0, casesOfKnownShift(before, means[n]!, shift, alpha, limit));
    sum = alarm ? 0 : score;
    if (alarm) since = n + 1;
  }
  return columns;
}
