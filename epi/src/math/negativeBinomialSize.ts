import { EpiError } from '../errors.ts';
import { digamma, trigamma } from './digamma.ts';
import { fitLogLinear, type LogLinearFit, type LogLinearProblem } from './logLinear.ts';
import { logGamma } from './stirling.ts';

const MAX_ROUNDS = 200;
const SIZE_TOLERANCE = 1e-10;
/** Change of log-likelihood (over √(2·df)) and of size that ends the alternation. */
const JOINT_TOLERANCE = 1e-8;
/** Beyond this size the counts show no more variance than the Poisson, and the likelihood has no maximum. */
const POISSON_SIZE = 1e8;
/** Size over the largest count or mean from which the likelihood is its expansion in 1/θ. */
const ASYMPTOTIC = 1000;

/**
 * Maximum-likelihood size θ for given means: Newton steps on log θ of the score
 * Σ [ψ(y+θ) − ψ(θ) + log θ + 1 − log(θ+μ) − (y+θ)/(μ+θ)] (Lawless 1987).
 *
 * For large θ the score is −Σ [(y−μ)² − y]/(2θ²): with too little variance it stays positive for ever, while its
 * computed value, a difference of nearly equal numbers, loses its sign.
 *
 * @returns θ > 0; Infinity, the Poisson, when the counts are not overdispersed and the likelihood rises for ever
 * @throws EpiError NO_CONVERGENCE
 */
export function maximumLikelihoodSize(response: Float64Array, means: Float64Array, start?: number): number {
  const n = response.length;
  let moment = 0;
  let excess = 0;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    moment += (response[i]! / means[i]! - 1) ** 2;
    excess += (response[i]! - means[i]!) ** 2 - response[i]!;
    largest = Math.max(largest, response[i]!, means[i]!);
  }
  const poissonSize = excess <= 0 ? Math.min(POISSON_SIZE, ASYMPTOTIC * largest) : POISSON_SIZE;
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
    if (size > poissonSize) return Infinity;
    if (Math.abs(bounded) < SIZE_TOLERANCE) return size;
  }
  throw new EpiError('NO_CONVERGENCE', 'the size of the negative binomial did not settle', {
    field: 'alpha',
  });
}

function logLikelihood(response: Float64Array, means: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < response.length; i++) {
    const y = response[i]!;
    const m = means[i]!;
    sum += logGamma(y + size) - logGamma(size) - logGamma(y + 1);
    sum += size * Math.log(size / (size + m)) + (y > 0 ? y * Math.log(m / (size + m)) : 0);
  }
  return sum;
}

/**
 * Means and size together: alternate a fit with known size and the size for known means until likelihood and size
 * stand still. Each fit goes on from the last: the log link is not canonical, so one alone stops some 1e-5 short.
 *
 * @returns the fit and its size; a Poisson fit and Infinity when the counts are not overdispersed
 * @throws EpiError NO_CONVERGENCE
 */
export function estimateNegativeBinomialSize(
  problem: LogLinearProblem,
  columns: number,
): { fit: LogLinearFit; size: number } {
  const { response } = problem;
  const poisson = fitLogLinear(problem, columns);
  const scale = Math.sqrt(2 * Math.max(1, poisson.residualDf));
  let fit = poisson;
  let size = maximumLikelihoodSize(response, fit.fitted);
  let likelihood = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (size === Infinity) return { fit: poisson, size };
    const means = fit.fitted;
    fit = fitLogLinear({ ...problem, size, start: fit.linear }, columns);
    const nextSize = maximumLikelihoodSize(response, means, size);
    const nextLikelihood = nextSize === Infinity ? 0 : logLikelihood(response, fit.fitted, nextSize);
    const moved = Math.abs(nextLikelihood - likelihood) / scale + Math.abs(nextSize - size);
    size = nextSize;
    likelihood = nextLikelihood;
    if (moved <= JOINT_TOLERANCE) return { fit, size };
  }
  throw new EpiError('NO_CONVERGENCE', 'means and size of the negative binomial did not settle', {
    field: 'alpha',
  });
}
