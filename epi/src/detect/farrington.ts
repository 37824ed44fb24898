import { prepareCounts, SMALLEST_MEAN } from '../math/groupedTrend.ts';
import { normalCdf, normalQuantile } from '../math/normal.ts';
import type { Series } from '../series/series.ts';
import {
  allocateFarrington,
  type CaseLimit,
  EXPONENT,
  type FarringtonColumns,
  fillUndefined,
  hasEnoughCases,
  keepsTrend,
  type PowerTransform,
  powerBound,
  setPoint,
} from './farringtonShared.ts';
import { requireLevel, requireOption, requireWhole, resolveRange } from './range.ts';
import { type Arithmetic, arithmeticOf, earliestMonitored, yearsEarlier } from './reference.ts';
import { type ReferenceData, type RobustFit, robustFit } from './robustFit.ts';
import type { MonitoredRange } from './types.ts';

const TREND_SIGNIFICANCE = 0.05;
const REWEIGHT_THRESHOLD = 1;

/** Options of Farrington et al. (1996). Defaults are those of the paper's follow-up software. */
export interface FarringtonOptions extends MonitoredRange {
  readonly method: 'farrington';
  /** Years of history, ≥ 1; 5 by default. */
  readonly years?: number;
  /** Half-width of the window around the same week of each year, in steps; 3 by default. */
  readonly halfWindow?: number;
  /** Down-weight past outbreaks; true by default. */
  readonly reweight?: boolean;
  /** Allow a linear trend (kept only if significant, with ≥ 3 years, and not extrapolating); true by default. */
  readonly trend?: boolean;
  /** Two-sided level of the prediction interval; 0.05 by default. */
  readonly alpha?: number;
  /** 2/3 by default. */
  readonly power?: PowerTransform;
  /** 5 cases in 4 steps by default; 0 cases switches the rule off. */
  readonly limit?: CaseLimit;
  /** Calendar or index arithmetic; calendar when the series has dates. */
  readonly arithmetic?: Arithmetic;
  /** First 0-based index to monitor may have reference points before the series' start; those are dropped. */
  readonly allowPartialReference?: boolean;
}

/** Reference counts of point t with their 1-based time index, from old to new; missing ones are left out. */
export function referenceData(
  series: Series,
  arithmetic: Arithmetic,
  t: number,
  years: number,
  halfWindow: number,
): ReferenceData {
  const indices: number[] = [];
  for (let year = years; year >= 1; year--) {
    for (let step = -halfWindow; step <= halfWindow; step++) {
      const index = yearsEarlier(series, arithmetic, t, year, step);
      if (index >= 0 && !Number.isNaN(series.counts[index]!)) indices.push(index);
    }
  }
  return {
    counts: prepareCounts(Float64Array.from(indices, (index) => series.counts[index]!)),
    // Indices count from 1, as time does in the published tables; only the intercept depends on it.
    time: Float64Array.from(indices, (index) => index + 1),
    level: new Uint8Array(indices.length),
    levels: 1,
    offset: null,
  };
}

/**
 * Farrington, Andrews, Beale & Catchpole (1996), J R Stat Soc A 159:547–563.
 *
 * `expected` is the predicted mean, `upper` the bound in counts (NaN when there were too few recent cases),
 * `score` the exceedance (y − expected)/(upper − expected), alarm above 1.
 *
 * @throws EpiError TOO_SHORT when the history does not reach `years` years back; BAD_OPTION
 */
export function farrington(series: Series, options: FarringtonOptions): FarringtonColumns {
  const { years = 5, halfWindow = 3, reweight = true, trend = true, alpha = 0.05, power = '2/3' } = options;
  const limit = options.limit ?? { cases: 5, period: 4 };
  requireWhole(years, 1, 'years');
  requireWhole(halfWindow, 0, 'halfWindow');
  requireLevel(alpha);
  requireOption(power in EXPONENT, 'power', power, '2/3, 1/2 or none');
  requireWhole(limit.period, 1, 'limit.period');
  const arithmetic = arithmeticOf(series, options.arithmetic);
  const margin = options.allowPartialReference ? -series.length : halfWindow;
  const earliest = options.allowPartialReference ? 1 : earliestMonitored(series, arithmetic, years, margin);
  const [first, last] = resolveRange(series, options, earliest);
  const exponent = EXPONENT[power];
  const z = normalQuantile(1 - alpha / 2);
  const threshold = reweight ? REWEIGHT_THRESHOLD : null;
  const columns = allocateFarrington(first, last);
  for (let t = first; t <= last; t++) {
    const data = referenceData(series, arithmetic, t, years, halfWindow);
    const enough = hasEnoughCases(series.counts, t, limit);
    if (data.counts.values.length < (trend ? 3 : 2)) {
      fillUndefined(columns, t - first);
      continue;
    }
    const predict = ({ fit }: RobustFit): number => Math.max(Math.exp(fit.predict(t + 1, 0)), SMALLEST_MEAN);
    let robust = robustFit(data, trend, threshold);
    if (
      robust.trend &&
      !keepsTrend(robust, data, robust.fit.dispersion, predict(robust), years, TREND_SIGNIFICANCE)
    ) {
      robust = robustFit(data, false, threshold);
    }
    const mean = predict(robust);
    const phi = Math.max(1, robust.fit.dispersion);
    const variance = phi * robust.fit.variance(t + 1, 0);
    const bound = powerBound(mean, mean * mean * variance, phi, exponent, z);
    setPoint(columns, t - first, series.counts[t]!, mean, bound.upper, enough);
    columns.probability[t - first] = normalCdf((series.counts[t]! ** exponent - mean ** exponent) / bound.sd);
    columns.trend[t - first] = robust.trend ? 1 : 0;
    columns.phi[t - first] = phi;
  }
  return columns;
}
