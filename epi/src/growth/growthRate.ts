import { checkLevel } from '../checks.ts';
import { EpiError } from '../errors.ts';
import type { Interval } from '../interval.ts';
import { normalQuantile } from '../math/index.ts';
import { fitLogLinear } from '../math/logLinear.ts';
import type { Series } from '../series/index.ts';

/** Which part of the series to fit, and how sure the limits are. */
export interface GrowthOptions {
  /** 0-based first and last index, inclusive; default the whole series. */
  readonly from?: number;
  readonly to?: number;
  /** Coverage of the intervals, default 0.95. */
  readonly confidence?: number;
}

/** Exponential growth of a series. Per day when the series has dates, else per step. */
export interface Growth {
  /** r: cases change by the factor e^r a day. */
  readonly rate: Interval;
  /** Days in which cases double, ln 2 / r; null unless r > 0. `upper` is Infinity when no growth cannot be excluded. */
  readonly doublingTime: Interval | null;
  /** Days in which cases halve, −ln 2 / r; null unless r < 0. `upper` is Infinity when no decline cannot be excluded. */
  readonly halvingTime: Interval | null;
  /** Quasi-Poisson dispersion (1 = Poisson), floored at 1. */
  readonly dispersion: number;
  /** Observations used; gaps are left out. */
  readonly observations: number;
}

/**
 * Growth rate and doubling time by quasi-Poisson regression of counts on time, log μ = a + r t (McCullagh &
 * Nelder 1989, chapter 6). Unlike a straight line through log counts it takes zeros as they are and weights
 * small counts as little as they deserve. Limits are Wald limits of r; those of the doubling time are their
 * transforms.
 *
 * @param series counts, best of new cases
 * @throws EpiError TOO_SHORT with fewer than 3 observations, MISSING_DATA when all are zero, OUT_OF_RANGE,
 *   BAD_OPTION, NO_CONVERGENCE
 */
export function growthRate(series: Series, options: GrowthOptions = {}): Growth {
  const { from = 0, to = series.length - 1, confidence = 0.95 } = options;
  checkLevel(confidence, 'confidence');
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to >= series.length || from > to) {
    const message = `from ${from} to ${to} is not inside a series of ${series.length} observations`;
    throw new EpiError('OUT_OF_RANGE', message, { field: 'from' });
  }
  const times: number[] = [];
  const counts: number[] = [];
  for (let i = from; i <= to; i++) {
    const count = series.counts[i]!;
    if (Number.isNaN(count)) continue;
    times.push(series.days ? series.days[i]! - series.days[from]! : i - from);
    counts.push(count);
  }
  const n = counts.length;
  if (n < 3)
    throw new EpiError('TOO_SHORT', `a growth rate needs 3 observations, got ${n}`, { field: 'counts' });
  if (counts.every((count) => count === 0)) {
    throw new EpiError('MISSING_DATA', 'all counts are 0: there is no growth to measure', {
      field: 'counts',
    });
  }
  const design = new Float64Array(2 * n).fill(1, 0, n);
  const middle = times.reduce((a, b) => a + b, 0) / n;
  times.forEach((time, i) => {
    design[n + i] = time - middle;
  });
  const fit = fitLogLinear({ design, response: Float64Array.from(counts) }, 2);
  if (!fit.converged) {
    const message = 'the regression did not converge; too few observations are above 0';
    throw new EpiError('NO_CONVERGENCE', message, { field: 'counts' });
  }
  const dispersion = Math.max(1, fit.dispersion);
  const estimate = fit.coefficients[1]!;
  const half = normalQuantile(0.5 + confidence / 2) * Math.sqrt(dispersion * fit.unscaledVariance([0, 1]));
  const rate = { estimate, lower: estimate - half, upper: estimate + half };
  return {
    rate,
    doublingTime: estimate > 0 ? timeToFactorTwo(rate) : null,
    halvingTime:
      estimate < 0 ? timeToFactorTwo({ estimate: -estimate, lower: -rate.upper, upper: -rate.lower }) : null,
    dispersion,
    observations: n,
  };
}

function timeToFactorTwo({ estimate, lower, upper }: Interval): Interval {
  return {
    estimate: Math.LN2 / estimate,
    lower: Math.LN2 / upper,
    upper: lower > 0 ? Math.LN2 / lower : Infinity,
  };
}
