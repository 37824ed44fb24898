import { mean, standardDeviation } from '../math/moments.ts';
import type { Series } from '../series/series.ts';
import { requireOption, requireWhole, resolveRange } from './range.ts';
import { earliestOfWindow, windowCounts } from './referenceWindow.ts';
import { allocateColumns, type DetectionColumns, exceeds, type MonitoredRange } from './types.ts';

/** Options of the RKI method; `version` sets years, halfWindow and useCurrentYear, which may also be given. */
export interface RkiOptions extends MonitoredRange {
  readonly method: 'rki';
  /** 1: six weeks before. 2 (default): those and ±6 weeks a year ago. 3: ±4 weeks of the two years before. */
  readonly version?: 1 | 2 | 3;
  readonly years?: number;
  readonly halfWindow?: number;
  readonly useCurrentYear?: boolean;
}

const VERSIONS = {
  1: { years: 0, halfWindow: 6, useCurrentYear: true },
  2: { years: 1, halfWindow: 6, useCurrentYear: true },
  3: { years: 2, halfWindow: 4, useCurrentYear: false },
} as const;

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
  const { version = 2 } = options;
  requireOption(version in VERSIONS, 'version', version, '1, 2 or 3');
  const preset = VERSIONS[version];
  const window = {
    years: options.years ?? preset.years,
    halfWindow: options.halfWindow ?? preset.halfWindow,
    useCurrentYear: options.useCurrentYear ?? preset.useCurrentYear,
  };
  requireWhole(window.years, window.useCurrentYear ? 0 : 1, 'years');
  requireWhole(window.halfWindow, window.years === 0 ? 1 : 0, 'halfWindow');
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
