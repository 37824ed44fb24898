import { EpiError } from '../errors.ts';
import { mean, standardDeviation } from '../math/moments.ts';
import { normalQuantile } from '../math/normal.ts';
import type { Series } from '../series/series.ts';
import { requireLevel, requireWhole, resolveRange } from './range.ts';
import { allocateColumns, type DetectionColumns, exceeds, type MonitoredRange } from './types.ts';

/** Options of the CDC historical-limits method; weekly series only. */
export interface CdcOptions extends MonitoredRange {
  readonly method: 'cdc';
  /** Years of history, ≥ 1; 5 by default. */
  readonly years?: number;
  /** Four-week totals before and after the same one of each year; 1 by default. */
  readonly neighbours?: number;
  /** Two-sided level; 0.025 by default. */
  readonly alpha?: number;
}

/** Columns of the CDC method: all numbers are totals of four weeks. */
export interface CdcColumns extends DetectionColumns {
  /** Total of the four weeks ending at the monitored one. */
  readonly aggregated: Float64Array;
}

const WEEKS = 4;
const WEEKS_A_YEAR = 52;

function fourWeeks(counts: Float64Array, end: number): number {
  return counts[end]! + counts[end - 1]! + counts[end - 2]! + counts[end - 3]!;
}

/**
 * Historical limits of the CDC (Stroup, Williamson, Herndon & Karon 1989, Stat Med 8:323–329).
 *
 * Compares the total F of the last four weeks with the same totals, and their neighbours four weeks apart, of
 * earlier years. `expected` is their mean, `upper` mean + z sd √(1 + 1/n), `score` the exceedance.
 *
 * @throws EpiError BAD_OPTION when the series is not weekly, TOO_SHORT below 52·years + 4·neighbours + 3 weeks before
 */
export function cdc(series: Series, options: CdcOptions): CdcColumns {
  const { years = 5, neighbours = 1, alpha = 0.025 } = options;
  if (series.frequency !== WEEKS_A_YEAR) {
    const message = `the method adds up weeks; the series has ${series.frequency} observations a year`;
    throw new EpiError('BAD_OPTION', message, { field: 'frequency' });
  }
  requireWhole(years, 1, 'years');
  requireWhole(neighbours, 0, 'neighbours');
  requireLevel(alpha);
  const earliest = WEEKS_A_YEAR * years + WEEKS * neighbours + WEEKS - 1;
  const [first, last] = resolveRange(series, options, earliest);
  const z = normalQuantile(1 - alpha / 2);
  const columns = { ...allocateColumns(first, last), aggregated: new Float64Array(last - first + 1) };
  for (let t = first; t <= last; t++) {
    const i = t - first;
    const totals: number[] = [];
    for (let year = 1; year <= years; year++) {
      for (let j = -neighbours; j <= neighbours; j++) {
        totals.push(fourWeeks(series.counts, t - WEEKS_A_YEAR * year + WEEKS * j));
      }
    }
    const centre = mean(totals);
    const upper = centre + z * standardDeviation(totals) * Math.sqrt(1 + 1 / totals.length);
    const total = fourWeeks(series.counts, t);
    columns.aggregated[i] = total;
    columns.expected[i] = centre;
    columns.upper[i] = upper;
    columns.score[i] = (total - centre) / (upper - centre);
    columns.alarm[i] = exceeds(total, upper);
  }
  return columns;
}
