import { EpiError } from '../errors.ts';
import {
  negativeBinomialCdf,
  negativeBinomialQuantile,
  poissonCdf,
  poissonQuantile,
} from '../math/counts.ts';
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
import { flexibleReference } from './flexibleReference.ts';
import { requireLevel, requireOption, requireWhole, resolveRange } from './range.ts';
import { type Arithmetic, arithmeticOf, earliestMonitored } from './reference.ts';
import { type ReferenceData, type RobustFit, robustFit } from './robustFit.ts';
import type { MonitoredRange } from './types.ts';

/** How the bound is drawn: power-transformed normal, or a negative binomial quantile without/with the error of the mean. */
export type ThresholdMethod = 'delta' | 'nbPlugin' | 'muan';

/** Options of the improved Farrington method (Noufaily et al. 2013). */
export interface FarringtonFlexibleOptions extends MonitoredRange {
  readonly method: 'farrington-flexible';
  /** Years of history, ≥ 1; 5 by default. */
  readonly years?: number;
  /** Half-width of the window around the same week of each year, in steps; 3 by default. */
  readonly halfWindow?: number;
  /** Down-weight past outbreaks; true by default. */
  readonly reweight?: boolean;
  /** Standardised Anscombe residual beyond which a reference value is down-weighted; 2.58 by default. */
  readonly weightsThreshold?: number;
  /** Allow a linear trend; true by default. */
  readonly trend?: boolean;
  /** Significance a trend must reach; 0.05 by default, 1 keeps it always (as the paper advises). */
  readonly trendSignificance?: number;
  /** One-sided level; 0.05 by default. */
  readonly alpha?: number;
  /** Power transformation of `delta`; 2/3 by default. */
  readonly power?: PowerTransform;
  /** 5 cases in 4 steps by default. */
  readonly limit?: CaseLimit;
  /** Levels of the seasonal factor; 1 by default (no factor), 10 in the paper. */
  readonly periods?: number;
  /** Most recent steps left out of the reference set; `halfWindow` by default, 26 in the paper. */
  readonly skipRecent?: number;
  /** `delta` by default. */
  readonly threshold?: ThresholdMethod;
  /** Use log(population) as an offset; false by default. */
  readonly populationOffset?: boolean;
  /** Calendar or index arithmetic; calendar when the series has dates. */
  readonly arithmetic?: Arithmetic;
  /**
   * `paper` (default) uses the ordinary dispersion for the trend test and standard error. `package` reproduces
   * R surveillance::farringtonFlexible, which uses one that shrinks with the size of the counts.
   */
  readonly variant?: 'paper' | 'package';
}

/** Columns of the flexible method beyond those of {@link FarringtonColumns}. */
export interface FlexibleColumns extends FarringtonColumns {
  /** Trend coefficient per time unit; NaN without a trend. */
  readonly trendCoefficient: Float64Array;
  /** Standard error of the linear predictor. */
  readonly seLink: Float64Array;
  /** Mean of the count distribution that the bound is a quantile of: `expected`, or its upper limit with `muan`. */
  readonly boundMean: Float64Array;
}

const NEGATIVE_BINOMIAL_START = 1;
/** More levels than there are weeks in a year leave some without a reference value. */
const MOST_PERIODS = 53;

/** Quasi-Poisson dispersion with the prior in place of the working weights; see `variant`. */
function priorWeightDispersion(data: ReferenceData, robust: RobustFit): number {
  const { fit, weights } = robust;
  if (!weights) return fit.dispersion;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const residual = (data.counts.values[i]! - fit.fitted[i]!) / fit.fitted[i]!;
    sum += weights[i]! * residual * residual;
  }
  return sum / fit.residualDf;
}

/** Upper (1 − α)-quantile of counts with mean m and variance φm, and P(Y ≥ y). */
function countBound(
  mean: number,
  phi: number,
  alpha: number,
  count: number,
): { upper: number; tail: number } {
  // After a history of zeros the standard error, and with it the upper mean of `muan`, has no limit.
  if (!Number.isFinite(mean)) return { upper: Number.NaN, tail: Number.NaN };
  if (phi <= NEGATIVE_BINOMIAL_START) {
    return { upper: poissonQuantile(1 - alpha, mean), tail: poissonCdf(count - 1, mean, true) };
  }
  const size = mean / (phi - 1);
  const prob = 1 / phi;
  return {
    upper: negativeBinomialQuantile(1 - alpha, size, prob),
    tail: negativeBinomialCdf(count - 1, size, prob, true),
  };
}

/**
 * Noufaily et al. (2013), Stat Med 32:1206–1222: Farrington's method with a seasonal factor over all weeks, milder
 * down-weighting and negative binomial bounds.
 *
 * `expected` is the predicted mean, `upper` the bound in counts (NaN when there were too few recent cases),
 * `score` the exceedance (y − expected)/(upper − expected); `probability` is P(a new count ≥ y).
 *
 * @throws EpiError TOO_SHORT when the history does not reach `years` years back; BAD_OPTION
 */
export function farringtonFlexible(series: Series, options: FarringtonFlexibleOptions): FlexibleColumns {
  const { years = 5, halfWindow = 3, reweight = true, weightsThreshold = 2.58, trend = true } = options;
  const { trendSignificance = 0.05, alpha = 0.05, power = '2/3', periods = 1, threshold = 'delta' } = options;
  const { skipRecent = halfWindow, populationOffset = false, variant = 'paper' } = options;
  const limit = options.limit ?? { cases: 5, period: 4 };
  requireWhole(years, 1, 'years');
  requireWhole(halfWindow, 0, 'halfWindow');
  requireWhole(periods, 1, 'periods');
  requireOption(periods <= MOST_PERIODS, 'periods', periods, `at most ${MOST_PERIODS}`);
  requireWhole(skipRecent, 0, 'skipRecent');
  requireWhole(limit.period, 1, 'limit.period');
  requireLevel(alpha);
  requireOption(power in EXPONENT, 'power', power, '2/3, 1/2 or none');
  requireOption(weightsThreshold > 0, 'weightsThreshold', weightsThreshold, '> 0');
  if (populationOffset && !series.population) {
    throw new EpiError('BAD_OPTION', 'populationOffset needs a series with population', {
      field: 'population',
    });
  }
  const arithmetic = arithmeticOf(series, options.arithmetic);
  const earliest = earliestMonitored(series, arithmetic, years, halfWindow);
  const [first, last] = resolveRange(series, options, earliest);
  const emptyBlocks = variant === 'package' ? 'package' : 'none';
  const shape = { years, halfWindow, periods, skipRecent, populationOffset, emptyBlocks } as const;
  const exponent = EXPONENT[power];
  const z = normalQuantile(1 - alpha);
  const cut = reweight ? weightsThreshold : null;
  const length = last - first + 1;
  const columns: FlexibleColumns = {
    ...allocateFarrington(first, last),
    trendCoefficient: new Float64Array(length).fill(Number.NaN),
    seLink: new Float64Array(length).fill(Number.NaN),
    boundMean: new Float64Array(length).fill(Number.NaN),
  };
  for (let t = first; t <= last; t++) {
    const i = t - first;
    const count = series.counts[t]!;
    const reference = flexibleReference(series, arithmetic, t, shape);
    if (!reference || reference.data.counts.values.length < periods + 2) {
      fillUndefined(columns, i);
      continue;
    }
    const { data, time } = reference;
    const linear = ({ fit }: RobustFit): number => fit.predict(time, 0) + reference.offset;
    const dispersionOf = (robust: RobustFit): number =>
      variant === 'package' ? priorWeightDispersion(data, robust) : robust.fit.dispersion;
    let robust = robustFit(data, trend, cut);
    let eta = linear(robust);
    if (robust.trend) {
      const mean = Math.exp(eta);
      if (!keepsTrend(robust, data, dispersionOf(robust), mean, years, trendSignificance)) {
        robust = robustFit(data, false, cut);
        eta = linear(robust);
      }
    }
    const phi = Math.max(1, robust.fit.dispersion);
    const spread = variant === 'package' ? dispersionOf(robust) : phi;
    const seLink = Math.sqrt(spread * robust.fit.variance(time, 0));
    const mean = Math.exp(eta);
    const boundMean = threshold === 'muan' ? Math.exp(eta + z * seLink) : mean;
    let bound: number;
    if (threshold === 'delta') {
      const normal = powerBound(mean, (mean * seLink) ** 2, phi, exponent, z);
      bound = normal.upper;
      columns.probability[i] = normalCdf((count ** exponent - mean ** exponent) / normal.sd, true);
    } else {
      const quantile = countBound(boundMean, phi, alpha, count);
      bound = quantile.upper;
      columns.probability[i] = quantile.tail;
    }
    setPoint(columns, i, count, mean, bound, hasEnoughCases(series.counts, t, limit));
    columns.trend[i] = robust.trend ? 1 : 0;
    if (robust.trend) columns.trendCoefficient[i] = robust.fit.slope;
    columns.phi[i] = phi;
    columns.seLink[i] = seLink;
    columns.boundMean[i] = boundMean;
    if (variant === 'package') applyPackageScore(columns, i, count, eta, threshold);
  }
  return columns;
}

/**
 * The package measures the exceedance of its quantile bounds from η on the log scale, ignores zero counts and gives no
 * expectation where it has no bound.
 */
function applyPackageScore(
  columns: FlexibleColumns,
  i: number,
  count: number,
  eta: number,
  threshold: ThresholdMethod,
): void {
  if (threshold !== 'delta') columns.score[i] = (count - eta) / (columns.bound[i]! - eta);
  if (Number.isNaN(columns.bound[i]!)) columns.expected[i] = Number.NaN;
  if (columns.enoughCases[i] === 1 && !Number.isNaN(count)) {
    columns.alarm[i] = columns.score[i]! > 1 && count !== 0 ? 1 : 0;
  }
}
