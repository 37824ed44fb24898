import { negativeBinomialQuantile } from '../math/counts.ts';
import type { Series } from '../series/series.ts';
import { requireLevel, requireOption, requireWhole, resolveRange } from './range.ts';
import { earliestOfWindow, windowCounts } from './referenceWindow.ts';
import { allocateColumns, type DetectionColumns, exceeds, type MonitoredRange } from './types.ts';

/** Options of the Bayes method; `version` sets years, halfWindow and useCurrentYear, which may also be given. */
export interface BayesOptions extends MonitoredRange {
  readonly method: 'bayes';
  /** 1 (default): six weeks before. 2: those and ±6 weeks a year ago. 3: ±4 weeks of the two years before. */
  readonly version?: 1 | 2 | 3;
  readonly years?: number;
  readonly halfWindow?: number;
  readonly useCurrentYear?: boolean;
  /** One-sided level; 0.05 by default. */
  readonly alpha?: number;
}

const VERSIONS = {
  1: { years: 0, halfWindow: 6, useCurrentYear: true },
  2: { years: 1, halfWindow: 6, useCurrentYear: true },
  3: { years: 2, halfWindow: 4, useCurrentYear: false },
} as const;
/** Shape of Jeffreys' prior Gamma(½, 0) for a Poisson mean. */
const JEFFREYS = 0.5;

/**
 * Bayesian prediction (Riebler 2004; Höhle 2007, Comput Stat 22:571–582): Poisson counts with Jeffreys' prior, so
 * that the next count is negative binomial with size s + ½ and probability n/(n + 1), for n reference values
 * of sum s.
 *
 * `expected` is the predictive mean (s + ½)/n, `upper` its (1 − α)-quantile, alarm strictly above it, `score` the
 * exceedance (y − expected)/(upper − expected).
 *
 * @throws EpiError TOO_SHORT when the reference window begins before the series; BAD_OPTION
 */
export function bayes(series: Series, options: BayesOptions): DetectionColumns {
  const { version = 1, alpha = 0.05 } = options;
  requireOption(version in VERSIONS, 'version', version, '1, 2 or 3');
  const preset = VERSIONS[version];
  const window = {
    years: options.years ?? preset.years,
    halfWindow: options.halfWindow ?? preset.halfWindow,
    useCurrentYear: options.useCurrentYear ?? preset.useCurrentYear,
  };
  requireLevel(alpha);
  requireWhole(window.years, window.useCurrentYear ? 0 : 1, 'years');
  requireWhole(window.halfWindow, window.years === 0 ? 1 : 0, 'halfWindow');
  const [first, last] = resolveRange(series, options, earliestOfWindow(series, window));
  const columns = allocateColumns(first, last);
  for (let t = first; t <= last; t++) {
    const i = t - first;
    const values = windowCounts(series, t, window);
    const n = values.length;
    const size = values.reduce((sum, count) => sum + count, JEFFREYS);
    const upper = n === 0 ? Number.NaN : negativeBinomialQuantile(1 - alpha, size, n / (n + 1));
    columns.expected[i] = size / n;
    columns.upper[i] = upper;
    columns.score[i] = (series.counts[t]! - size / n) / (upper - size / n);
    columns.alarm[i] = exceeds(series.counts[t]!, upper);
  }
  return columns;
}
