import { EpiError } from '../errors.ts';
import { type CheckedIncidence, overallInfectivity } from './infectivity.ts';
import { serialIntervalMoments } from './serialInterval.ts';

/** Days a reproduction number is assumed constant over: 0-based indices, both inclusive. */
export interface RtWindow {
  readonly from: number;
  readonly to: number;
}

/** Gamma distribution of R in a window. */
export interface GammaPosterior {
  readonly shape: number;
  readonly scale: number;
}

/** Prior of R, a gamma distribution given by its mean and standard deviation. */
export interface RtPrior {
  readonly mean: number;
  readonly sd: number;
}

/** Relative rounding error of a mean serial interval, a sum of some hundred differences that cancel. */
const MEAN_ROUNDING = 1e-13;

/** Sliding windows of `days` days: the first begins on the second day, each later one a day later. */
export function slidingWindows(length: number, days: number): RtWindow[] {
  if (!(Number.isInteger(days) && days >= 1)) {
    throw new EpiError('BAD_OPTION', `window must be a whole number of days ≥ 1, got ${days}`, {
      field: 'window',
    });
  }
  if (length <= days) {
    const message = `${length} days are too few for a window of ${days} after the first day`;
    throw new EpiError('TOO_SHORT', message, { field: 'incidence' });
  }
  return Array.from({ length: length - days }, (_, i) => ({ from: i + 1, to: i + days }));
}

/** @throws EpiError OUT_OF_RANGE for a window that is empty, includes the first day or passes the last */
export function checkWindows(windows: readonly RtWindow[], length: number): void {
  windows.forEach(({ from, to }, index) => {
    const whole = Number.isInteger(from) && Number.isInteger(to);
    if (!whole || from < 1 || to < from || to >= length) {
      const message = `windows[${index}] from ${from} to ${to} must lie in days 1 … ${length - 1} (0-based)`;
      throw new EpiError('OUT_OF_RANGE', message, { field: 'windows', index });
    }
  });
}

/**
 * Posterior of R in each window: Gamma(a₀ + Σ local cases, 1/(1/b₀ + Σ Λ)) (Cori et al. 2013, equation 4).
 *
 * @returns null for a window that ends on or before the day one mean serial interval has passed, where infectors are
 *   not yet in the data; a mean within rounding of a whole day counts as that day
 */
export function posteriors(
  incidence: CheckedIncidence,
  weights: ArrayLike<number>,
  windows: readonly RtWindow[],
  prior: RtPrior,
): (GammaPosterior | null)[] {
  const infectivity = overallInfectivity(incidence.total, weights);
  const meanInterval = serialIntervalMoments(weights).mean * (1 + MEAN_ROUNDING);
  const shape = (prior.mean / prior.sd) ** 2;
  const scale = prior.sd ** 2 / prior.mean;
  return windows.map(({ from, to }) => {
    if (to + 1 <= meanInterval) return null;
    let cases = 0;
    let exposure = 0;
    for (let t = from; t <= to; t++) {
      cases += incidence.local[t]!;
      exposure += infectivity[t]!;
    }
    return { shape: shape + cases, scale: 1 / (1 / scale + exposure) };
  });
}
