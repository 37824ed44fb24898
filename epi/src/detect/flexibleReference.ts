import { prepareCounts } from '../math/groupedTrend.ts';
import type { Series } from '../series/series.ts';
import { type Arithmetic, yearsEarlier } from './reference.ts';
import type { ReferenceData } from './robustFit.ts';

/** What decides the reference set of the flexible method. */
export interface ReferenceShape {
  readonly years: number;
  readonly halfWindow: number;
  /** Levels of the seasonal factor; 1 uses only the windows around the same week. */
  readonly periods: number;
  /** The last points left out, besides the current one. */
  readonly skipRecent: number;
  readonly populationOffset: boolean;
  /** How a block that gets no point is treated: left out, or as in the R package (see {@link seasonalLevels}). */
  readonly emptyBlocks: 'none' | 'package';
}

/** Reference observations of one point, with what the prediction needs. */
export interface FlexibleReference {
  readonly data: ReferenceData;
  /** Time covariate of the monitored point. */
  readonly time: number;
  /** log population of the monitored point, 0 without an offset. */
  readonly offset: number;
}

/** Marks points that belong to no block. */
const UNUSED = -1;

/**
 * The level of every point up to t: 0 in the windows around the same week of each year and just before t;
 * 1 … periods−1 in the equal blocks between the windows, from old to new (Noufaily et al. 2013, section 3.2).
 *
 * With fewer points between two windows than blocks the last blocks are empty. R surveillance then gives each of them
 * the point before and the point after its empty place, so that the last one keeps both: `package` does the same.
 */
export function seasonalLevels(
  anchors: readonly number[],
  t: number,
  { halfWindow, periods, emptyBlocks }: Pick<ReferenceShape, 'halfWindow' | 'periods' | 'emptyBlocks'>,
): Int8Array {
  const levels = new Int8Array(t + 1).fill(UNUSED);
  const newestFirst = [t, ...anchors];
  for (let k = 0; k < newestFirst.length; k++) {
    const anchor = newestFirst[k]!;
    for (let i = Math.max(0, anchor - halfWindow); i <= Math.min(t, anchor + halfWindow); i++) levels[i] = 0;
  }
  if (periods === 1) return levels;
  for (let k = 1; k < newestFirst.length; k++) {
    const from = newestFirst[k]! + halfWindow + 1;
    const gap = newestFirst[k - 1]! - halfWindow - from;
    const blocks = periods - 1;
    const size = Math.floor(gap / blocks);
    const longer = gap % blocks;
    let position = from;
    for (let block = 1; block <= blocks; block++) {
      const end = position + size + (block <= longer ? 1 : 0);
      if (position === end && emptyBlocks === 'package') levels.fill(block, position - 1, position + 1);
      for (; position < end; position++) levels[position] = block;
    }
  }
  return levels;
}

/**
 * Reference set of point t (0-based), from old to new; missing counts are left out.
 *
 * Time counts periods: by index the 1-based index; by calendar days since the first reference value over the
 * days between the first two observations of the series.
 *
 * @returns null when a year's anchor point is not in the series
 */
export function flexibleReference(
  series: Series,
  arithmetic: Arithmetic,
  t: number,
  shape: ReferenceShape,
): FlexibleReference | null {
  const anchors: number[] = [];
  for (let year = 1; year <= shape.years; year++) {
    const anchor = yearsEarlier(series, arithmetic, t, year, 0);
    if (anchor < 0) return null;
    anchors.push(anchor);
  }
  const levels = seasonalLevels(anchors, t, shape);
  const { days, counts, population } = series;
  const used = new Int32Array(t);
  let n = 0;
  let oldest = UNUSED;
  for (let i = 0; i < t - shape.skipRecent; i++) {
    if (levels[i] === UNUSED) continue;
    if (oldest === UNUSED) oldest = i;
    if (!Number.isNaN(counts[i]!)) used[n++] = i;
  }
  const calendar = arithmetic === 'calendar' && oldest !== UNUSED;
  const origin = calendar ? days![oldest]! : -1;
  const unit = calendar ? days![1]! - days![0]! : 1;
  const timeOf = (i: number): number => ((calendar ? days![i]! : i) - origin) / unit;
  const values = new Float64Array(n);
  const time = new Float64Array(n);
  const level = new Uint8Array(n);
  const logPopulation = shape.populationOffset ? new Float64Array(n) : null;
  for (let k = 0; k < n; k++) {
    const i = used[k]!;
    values[k] = counts[i]!;
    time[k] = timeOf(i);
    level[k] = levels[i]!;
    if (logPopulation) logPopulation[k] = Math.log(population![i]!);
  }
  return {
    data: { counts: prepareCounts(values), time, level, levels: shape.periods, offset: logPopulation },
    time: timeOf(t),
    offset: shape.populationOffset ? Math.log(population![t]!) : 0,
  };
}
