import { EpiError } from '../errors.ts';
import { digamma, trigamma } from './digamma.ts';
import { fitLogLinear, type LogLinearFit, type LogLinearProblem } from './logLinear.ts';

const MAX_ROUNDS = 200;
const TOLERANCE = 1e-10;
/** Beyond this size the counts show no more variance than the Poisson, and the likelihood has no maximum. */
const POISSON_SIZE = 1e8;

/**
 * Maximum-likelihood size θ for given means: Newton steps on log θ of the score
 * Σ [ψ(y+θ) − ψ(θ) + log θ + 1 − log(θ+μ) − (y+θ)/(μ+θ)] (Lawless 1987), halved while they overshoot.
 *
 * @throws EpiError NO_CONVERGENCE when the counts are not overdispersed, so that θ grows without bound
 */
export function maximumLikelihoodSize(response: Float64Array, means: Float64Array, start?: number): number {
  const n = response.length;
  let moment = 0;
  for (let i = 0; i < n; i++) moment += (response[i]! / means[i]! - 1) ** 2;
  let size = start ?? n / moment;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let score = 0;
    let information = 0;
    for (let i = 0; i < n; i++) {
      const y = response[i]!;
      const m = means[i]!;
      score += digamma(y + size) - digamma(size) + Math.log(size / (size + m)) + 1 - (y + size) / (m + size);
      information +=
        trigamma(size) - trigamma(y + size) - 1 / size + 2 / (m + size) - (y + size) / (m + size) ** 2;
    }
    // Where the likelihood is not concave in θ, move by a factor in the direction of the score.
    const step = information > 0 ? score / (information * size) : Math.sign(score);
    const bounded = Math.max(-1, Math.min(1, step));
    size *= Math.exp(bounded);
    if (size > POISSON_SIZE) break;
    if (Math.abs(bounded) < TOLERANCE) return size;
  }
  const message =
    'the counts are not overdispersed: the negative binomial size has no finite estimate, use alpha = 0';
  throw new EpiError('NO_CONVERGENCE', message, { field: 'alpha' });
}

/** Means and size together: alternate a fit with known size and the size for known means until both stand still. */
export function estimateNegativeBinomialSize(
  problem: LogLinearProblem,
  columns: number,
): { fit: LogLinearFit; size: number } {
  let fit = fitLogLinear(problem, columns);
  let size = maximumLikelihoodSize(problem.response, fit.fitted);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    fit = fitLogLinear({ ...problem, size }, columns);
    const next = maximumLikelihoodSize(problem.response, fit.fitted, size);
    const moved = Math.abs(next - size) / size;
    size = next;
    if (moved < TOLERANCE) return { fit, size };
  }
  throw new EpiError('NO_CONVERGENCE', 'means and size of the negative binomial did not settle');
}
