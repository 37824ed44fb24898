import { mean, standardDeviation } from '../math/moments.ts';
import type { Series } from '../series/series.ts';
import { resolveRange } from './range.ts';
import { earliestOfWindow, resolveWindow, type WindowOptions, windowCounts } from './referenceWindow.ts';
import { allocateColumns, type DetectionColumns, exceeds } from './types.ts';

/** Options of the RKI method; version 2 by default, and what is given besides it wins. */
export interface RkiOptions extends WindowOptions {
  readonly method: 'rki';
}

/**
 * Upper limits of the 95 % interval for a Poisson count of 0 … 20 by Crow & Gardner (1959), Biometrika 46:441:
 * the largest mean whose shortest 95 % set of counts still holds the count.
 */
const CROW_GARDNER = [
  3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.05, 20.335, 21.364,
  22.945, 23.762, 25.4, 26.306, 27.735, 28.966, 30.017,
] as const;
const LARGEST_POISSON_MEAN = 20;
const NORMAL_DEVIATIONS = 2;

/**
 * The Robert Koch Institute's methods 1–3.
 *
 * `expected` is the mean m of the reference values. `upper` is m + 2 sd for m > 20, else the Crow–Gardner limit
 * for ⌊m⌋. `score` is the exceedance (y − m)/(upper − m).
 *
 * @throws EpiError TOO_SHORT when the reference window begins before the series; BAD_OPTION
 */
export function rki(series: Series, options: RkiOptions): DetectionColumns {
  const window = resolveWindow(options, 2);
  const [first, last] = resolveRange(series, options, earliestOfWindow(series, window));
  const columns = allocateColumns(first, last);
  for (let t = first; t <= last; t++) {
    const i = t - first;
    const values = windowCounts(series, t, window);
    const centre = mean(values);
    const upper =
      centre > LARGEST_POISSON_MEAN
        ? centre + NORMAL_DEVIATIONS * standardDeviation(values)
        : (CROW_GARDNER[Math.floor(centre)] ?? Number.NaN);
    columns.expected[i] = centre;
    columns.upper[i] = upper;
    columns.score[i] = (series.counts[t]! - centre) / (upper - centre);
    columns.alarm[i] = exceeds(series.counts[t]!, upper);
  }
  return columns;
}
