import { negativeBinomialQuantile } from '../math/counts.ts';
import type { Series } from '../series/series.ts';
import { requireLevel, resolveRange } from './range.ts';
import { earliestOfWindow, resolveWindow, type WindowOptions, windowCounts } from './referenceWindow.ts';
import { allocateColumns, type DetectionColumns, exceeds } from './types.ts';

/** Options of the Bayes method; version 1 by default, and what is given besides it wins. */
export interface BayesOptions extends WindowOptions {
  readonly method: 'bayes';
  /** One-sided level; 0.05 by default. */
  readonly alpha?: number;
}

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
  const { alpha = 0.05 } = options;
  requireLevel(alpha);
  const window = resolveWindow(options, 1);
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
