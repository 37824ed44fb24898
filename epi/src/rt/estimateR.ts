import { EpiError } from '../errors.ts';
import { gammaQuantile } from '../math/gamma.ts';
import { mean, standardDeviation } from '../math/moments.ts';
import { type Rng, randomGamma } from '../random/index.ts';
import { type CheckedIncidence, checkIncidence, type Incidence, overallInfectivity } from './infectivity.ts';
import {
  checkWindows,
  type GammaPosterior,
  posteriors,
  type RtPrior,
  type RtWindow,
  slidingWindows,
} from './posterior.ts';
import { discreteSerialInterval, serialIntervalMoments } from './serialInterval.ts';
import { checkTruncated, drawTruncated, type TruncatedNormal } from './uncertainInterval.ts';

/** What is known of the serial interval (days from symptom onset of the infector to that of the infected). */
export type SerialInterval =
  /** Weights of 0, 1, 2, … days; the first is 0, they sum to 1. */
  | { readonly kind: 'weights'; readonly weights: ArrayLike<number> }
  /** Shifted gamma with this mean (> 1) and standard deviation, in days. */
  | { readonly kind: 'gamma'; readonly mean: number; readonly sd: number }
  /** Shifted gamma whose mean and sd are themselves uncertain: `draws` pairs, `drawsEach` values of R for each. */
  | {
      readonly kind: 'uncertain';
      readonly mean: TruncatedNormal;
      readonly sd: TruncatedNormal;
      readonly draws?: number;
      readonly drawsEach?: number;
      /** Generator of the draws, from createRng: the result depends on its seed. */
      readonly rng: Rng;
    };

/** Options of {@link estimateR}. */
export interface EstimateROptions {
  readonly serialInterval: SerialInterval;
  /** Windows, or the length of sliding windows in days; 7 by default. */
  readonly windows?: number | readonly RtWindow[];
  /** Mean 5 and sd 5 by default. */
  readonly prior?: RtPrior;
  /** Probabilities of the quantiles to report; 0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975 by default. */
  readonly probabilities?: readonly number[];
}

/** R in one window; null where the data do not reach back one mean serial interval. */
export interface RtEstimate extends RtWindow {
  readonly mean: number | null;
  readonly sd: number | null;
  /** One for each of the probabilities asked for. */
  readonly quantiles: readonly (number | null)[];
}

/** Answer of {@link estimateR}. */
export interface RtResult {
  readonly estimates: readonly RtEstimate[];
  readonly probabilities: readonly number[];
  /** Weights in use, w₀ first, at least one longer than the series; null when they were drawn. */
  readonly weights: Float64Array | null;
  /** Mean and sd of those weights in days; null when they were drawn. */
  readonly interval: { readonly mean: number; readonly sd: number } | null;
  /** Total infectivity Λ of each day, NaN on the first; null when weights were drawn. */
  readonly infectivity: Float64Array | null;
  readonly local: Float64Array;
  readonly imported: Float64Array;
}

const PROBABILITIES = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975] as const;
const WEIGHTS_SUM_SLACK = 0.01;

function checkedWeights(given: ArrayLike<number>, length: number): Float64Array {
  const weights = new Float64Array(Math.max(given.length, length + 1));
  let sum = 0;
  for (let k = 0; k < given.length; k++) {
    const weight = given[k]!;
    if (!(weight >= 0) || (k === 0 && weight !== 0)) {
      const message = `weights[${k}] is ${weight}; weights are ≥ 0 and the first is 0`;
      throw new EpiError('BAD_OPTION', message, { field: 'weights', index: k });
    }
    weights[k] = weight;
    sum += weight;
  }
  if (Math.abs(sum - 1) > WEIGHTS_SUM_SLACK) {
    throw new EpiError('BAD_OPTION', `serial-interval weights sum to ${sum}, not 1`, { field: 'weights' });
  }
  return weights;
}

function summarise(
  window: RtWindow,
  posterior: GammaPosterior | null,
  probabilities: readonly number[],
): RtEstimate {
  if (!posterior) return { ...window, mean: null, sd: null, quantiles: probabilities.map(() => null) };
  const { shape, scale } = posterior;
  return {
    ...window,
    mean: shape * scale,
    sd: Math.sqrt(shape) * scale,
    quantiles: probabilities.map((p) => gammaQuantile(p, shape, scale)),
  };
}

/** Quantile of sorted values by linear interpolation between order statistics (Hyndman & Fan type 7). */
function sampleQuantile(sorted: Float64Array, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below]!;
  return below + 1 < sorted.length ? low + (position - below) * (sorted[below + 1]! - low) : low;
}

function summariseDraws(window: RtWindow, draws: Float64Array, probabilities: readonly number[]): RtEstimate {
  if (draws.length === 0) return summarise(window, null, probabilities);
  const sorted = draws.sort();
  const quantiles = probabilities.map((p) => sampleQuantile(sorted, p));
  return { ...window, mean: mean(sorted), sd: standardDeviation(sorted), quantiles };
}

function uncertainEstimates(
  incidence: CheckedIncidence,
  interval: SerialInterval & { kind: 'uncertain' },
  windows: readonly RtWindow[],
  prior: RtPrior,
  probabilities: readonly number[],
): RtEstimate[] {
  const { draws = 500, drawsEach = 50, rng } = interval;
  checkTruncated(interval.mean, 'serialInterval.mean');
  checkTruncated(interval.sd, 'serialInterval.sd');
  if (!(interval.mean.min >= 1)) {
    throw new EpiError('BAD_OPTION', 'the smallest mean serial interval must be ≥ 1 day', {
      field: 'serialInterval.mean',
    });
  }
  const { length } = incidence.total;
  const drawn = Array.from({ length: draws }, () => {
    const meanInterval = Math.max(drawTruncated(interval.mean, rng), 1 + Number.EPSILON);
    const sd = drawTruncated(interval.sd, rng);
    const weights = discreteSerialInterval(meanInterval, sd, length);
    return posteriors(incidence, weights, windows, prior);
  });
  return windows.map((window, w) => {
    const values: number[] = [];
    for (const posterior of drawn) {
      const gamma = posterior[w];
      if (!gamma) continue;
      for (let j = 0; j < drawsEach; j++) values.push(randomGamma(rng, gamma.shape, gamma.scale));
    }
    return summariseDraws(window, Float64Array.from(values), probabilities);
  });
}

/**
 * Instantaneous reproduction number by Cori, Ferguson, Fraser & Cauchemez (2013), Am J Epidemiol 178:1505–1512.
 *
 * @param incidence new cases a day by onset, oldest first; cases of the first day count as imported
 * @throws EpiError for unfit incidence, windows, weights or prior
 */
export function estimateR(incidence: Incidence, options: EstimateROptions): RtResult {
  const checked = checkIncidence(incidence);
  const { serialInterval, prior = { mean: 5, sd: 5 }, probabilities = PROBABILITIES, windows = 7 } = options;
  if (!(prior.mean > 0 && prior.sd > 0)) {
    throw new EpiError('BAD_OPTION', 'the prior of R needs mean > 0 and sd > 0', { field: 'prior' });
  }
  const { length } = checked.total;
  const list = typeof windows === 'number' ? slidingWindows(length, windows) : windows;
  checkWindows(list, length);
  const { local, imported } = checked;
  if (serialInterval.kind === 'uncertain') {
    const estimates = uncertainEstimates(checked, serialInterval, list, prior, probabilities);
    return { estimates, probabilities, weights: null, interval: null, infectivity: null, local, imported };
  }
  let weights: Float64Array;
  if (serialInterval.kind === 'weights') weights = checkedWeights(serialInterval.weights, length);
  else {
    weights = new Float64Array(length + 1);
    weights.set(discreteSerialInterval(serialInterval.mean, serialInterval.sd, length));
  }
  const gamma = posteriors(checked, weights, list, prior);
  return {
    estimates: list.map((window, w) => summarise(window, gamma[w]!, probabilities)),
    probabilities,
    weights,
    interval: serialIntervalMoments(weights),
    infectivity: overallInfectivity(checked.total, weights),
    local,
    imported,
  };
}
