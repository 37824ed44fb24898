import { normalQuantile } from '../math/normal.ts';
import type { Series } from '../series/series.ts';
import { windowMoments } from './movingWindow.ts';
import { requireLevel, requireOption, requireWhole, resolveRange } from './range.ts';
import { allocateColumns, type DetectionColumns, exceeds, type MonitoredRange } from './types.ts';

export type EarsMethod = 'ears-c1' | 'ears-c2' | 'ears-c3';

/** Options of the EARS methods; steps are observations, so that school-day series count school days. */
export interface EarsOptions extends MonitoredRange {
  readonly method: EarsMethod;
  /** Length of the baseline window, in steps, ≥ 2; 7 by default. */
  readonly baseline?: number;
  /** Smallest standard deviation allowed, in counts; 0 by default. 0.5 or 1 keeps sparse series quiet. */
  readonly minSigma?: number;
  /** One-sided level of the normal threshold z; 0.001 for C1 and C2, 0.025 for C3 by default. */
  readonly alpha?: number;
  /** The threshold itself, in standard deviations, in place of `alpha` (the original EARS: 3, 3 and 2). */
  readonly threshold?: number;
  /**
   * C3 only. `paper` (default) sums the excesses of three days as published. `package` reproduces
   * R surveillance::earsC, whose bound is centred on the current count and therefore reacts a step late.
   */
  readonly variant?: 'paper' | 'package';
}

/** Distance in steps between the current point and the end of its baseline. */
const GAP = { 'ears-c1': 1, 'ears-c2': 3, 'ears-c3': 3 } as const;
/** Steps beyond `baseline` before the first statistic: C3 also needs the C2 of the two steps before. */
const LEAD = { 'ears-c1': 0, 'ears-c2': 2, 'ears-c3': 4 } as const;

/** The positive part of C2 beyond one standard deviation; NaN stays NaN. */
function excess(count: number, mean: number, deviation: number): number {
  return Math.max(0, (count - mean) / deviation - 1);
}

/**
 * EARS C1, C2 and C3 (Hutwagner et al. 2003, J Urban Health 80:i89; 2005, Emerg Infect Dis 11:314).
 *
 * `expected` is the baseline mean, `score` the statistic (standard deviations above the mean; for C3 the sum
 * of three excesses), `upper` the largest count without an alarm. For C3 `upper` is 0 when the two days before
 * already exceed the threshold, so that any count alarms.
 *
 * @throws EpiError TOO_SHORT when the series is not longer than the baseline and its lag; BAD_OPTION
 */
export function ears(series: Series, options: EarsOptions): DetectionColumns {
  const { method, baseline = 7, minSigma = 0, variant = 'paper' } = options;
  const alpha = options.alpha ?? (method === 'ears-c3' ? 0.025 : 0.001);
  requireWhole(baseline, 2, 'baseline');
  requireOption(minSigma >= 0 && minSigma < Infinity, 'minSigma', minSigma, 'a finite number ≥ 0');
  requireLevel(alpha);
  const [first, last] = resolveRange(series, options, baseline + LEAD[method]);
  const z = options.threshold ?? normalQuantile(1 - alpha);
  const { counts } = series;
  const { mean, sd } = windowMoments(counts, baseline);
  for (let e = baseline - 1; e < sd.length; e++) if (sd[e]! < minSigma) sd[e] = minSigma;
  const columns = allocateColumns(first, last);
  const gap = GAP[method];
  for (let t = first; t <= last; t++) {
    const i = t - first;
    const count = counts[t]!;
    const centre = mean[t - gap]!;
    const deviation = sd[t - gap]!;
    const statistic = (count - centre) / deviation;
    columns.expected[i] = centre;
    if (method !== 'ears-c3') {
      columns.score[i] = statistic;
      columns.upper[i] = centre + z * deviation;
      columns.alarm[i] = exceeds(count, columns.upper[i]!);
      continue;
    }
    const past =
      excess(counts[t - 1]!, mean[t - 4]!, sd[t - 4]!) + excess(counts[t - 2]!, mean[t - 5]!, sd[t - 5]!);
    const score = Math.max(0, statistic - 1) + past;
    columns.score[i] = score;
    if (variant === 'package') {
      columns.upper[i] = Math.max(0, count + deviation * (z - past));
      columns.alarm[i] = exceeds(count, columns.upper[i]!);
    } else {
      columns.upper[i] = past > z ? 0 : centre + deviation * (1 + z - past);
      columns.alarm[i] = exceeds(score, z);
    }
  }
  return columns;
}
