import { EpiError } from '../errors.ts';
import { discreteQuantile } from './discreteQuantile.ts';
import { incompleteBeta } from './incompleteBeta.ts';
import { incompleteGamma, type Tails } from './incompleteGamma.ts';
import { normalQuantile } from './normal.ts';
import { rawBinomial, rawPoisson } from './stirling.ts';

const NONE: Tails = { lower: 0, upper: 1 };
const ALL: Tails = { lower: 1, upper: 0 };

function check(ok: boolean, field: string, value: number, domain: string): void {
  if (!ok) throw new EpiError('BAD_OPTION', `${field} must be ${domain}, got ${value}`, { field });
}

/** Mean beyond which the expansions of the tails take too many terms for a search. */
const LARGE_MEAN = 1e12;
/** Skewness below which the Cornish–Fisher quantile of such a mean is off by less than 1e-12 of it. */
const NEARLY_SYMMETRIC = 1e-4;

/** The quantile itself, with the continuity correction, where the expansion is as exact as a double. */
function expandedQuantile(start: number, mean: number, skewness: number): number | null {
  return mean > LARGE_MEAN && skewness < NEARLY_SYMMETRIC ? Math.ceil(start - 0.5) : null;
}

/** A quantile's starting point: normal with the skewness term of Cornish and Fisher (1938). */
function cornishFisher(lower: number, upper: number, mean: number, sd: number, skewness: number): number {
  const z = lower < upper ? normalQuantile(lower) : normalQuantile(upper, true);
  return mean + sd * (z + (skewness * (z * z - 1)) / 6);
}

function split(p: number, upper: boolean): [number, number] {
  check(p >= 0 && p <= 1, 'p', p, 'a probability in [0, 1]');
  return upper ? [1 - p, p] : [p, 1 - p];
}

/** P(X = k) for X ~ Poisson(mean); 0 off the non-negative integers. */
export function poissonDensity(k: number, mean: number): number {
  check(mean >= 0, 'mean', mean, '≥ 0');
  return k < 0 || !Number.isInteger(k) ? 0 : rawPoisson(k, mean);
}

/** P(X ≤ k) and P(X > k) for X ~ Poisson(mean), mean ≥ 0. */
export function poissonTails(k: number, mean: number): Tails {
  check(mean >= 0, 'mean', mean, '≥ 0');
  if (k < 0) return NONE;
  if (mean === 0 || k === Infinity) return ALL;
  const gamma = incompleteGamma(Math.floor(k) + 1, mean);
  return { lower: gamma.upper, upper: gamma.lower };
}

/** P(X ≤ k), or P(X > k) with `upper`, for X ~ Poisson(mean). */
export function poissonCdf(k: number, mean: number, upper = false): number {
  const tails = poissonTails(k, mean);
  return upper ? tails.upper : tails.lower;
}

/** Smallest k with P(X ≤ k) ≥ p for X ~ Poisson(mean); with `upper`, p is the upper-tail probability. */
export function poissonQuantile(p: number, mean: number, upper = false): number {
  check(mean >= 0 && mean < Infinity, 'mean', mean, 'finite and ≥ 0');
  const [lower, higher] = split(p, upper);
  if (mean === 0) return 0;
  if (lower === 0 || higher === 0) return lower === 0 ? 0 : Infinity;
  const sd = Math.sqrt(mean);
  const start = cornishFisher(lower, higher, mean, sd, 1 / sd);
  const expanded = expandedQuantile(start, mean, 1 / sd);
  if (expanded !== null) return expanded;
  return discreteQuantile(lower, higher, start, (k) => poissonTails(k, mean));
}

/** P(X = k) for the negative binomial with `size` > 0 and success probability `prob` in (0, 1]. */
export function negativeBinomialDensity(k: number, size: number, prob: number): number {
  check(size > 0, 'size', size, '> 0');
  check(prob > 0 && prob <= 1, 'prob', prob, 'in (0, 1]');
  if (k < 0 || !Number.isInteger(k)) return 0;
  if (k === 0) return Math.exp(size * Math.log(prob));
  return (rawBinomial(size, k + size, prob, 1 - prob) * size) / (size + k);
}

/**
 * P(X ≤ k) and P(X > k) for the negative binomial: number of failures before `size` successes,
 * mean size·(1−prob)/prob, variance mean/prob. `size` may be any real number above 0.
 */
export function negativeBinomialTails(k: number, size: number, prob: number): Tails {
  check(size > 0, 'size', size, '> 0');
  check(prob > 0 && prob <= 1, 'prob', prob, 'in (0, 1]');
  if (k < 0) return NONE;
  if (prob === 1 || k === Infinity) return ALL;
  return incompleteBeta(prob, 1 - prob, size, Math.floor(k) + 1);
}

/** P(X ≤ k), or P(X > k) with `upper`, for the negative binomial (see {@link negativeBinomialTails}). */
export function negativeBinomialCdf(k: number, size: number, prob: number, upper = false): number {
  const tails = negativeBinomialTails(k, size, prob);
  return upper ? tails.upper : tails.lower;
}

/** Smallest k with P(X ≤ k) ≥ p for the negative binomial; with `upper`, p is the upper-tail probability. */
export function negativeBinomialQuantile(p: number, size: number, prob: number, upper = false): number {
  check(size > 0 && size < Infinity, 'size', size, 'finite and > 0');
  check(prob > 0 && prob <= 1, 'prob', prob, 'in (0, 1]');
  const [lower, higher] = split(p, upper);
  if (prob === 1) return 0;
  if (lower === 0 || higher === 0) return lower === 0 ? 0 : Infinity;
  const odds = (1 - prob) / prob;
  const sd = Math.sqrt((size * odds) / prob);
  const skewness = (2 - prob) / prob / sd;
  const start = cornishFisher(lower, higher, size * odds, sd, skewness);
  const expanded = expandedQuantile(start, size * odds, skewness);
  if (expanded !== null) return expanded;
  return discreteQuantile(lower, higher, start, (k) => negativeBinomialTails(k, size, prob));
}

/** P(X = k) for X ~ Binomial(n, prob). */
export function binomialDensity(k: number, n: number, prob: number): number {
  check(Number.isInteger(n) && n >= 0, 'n', n, 'a whole number ≥ 0');
  check(prob >= 0 && prob <= 1, 'prob', prob, 'in [0, 1]');
  return k < 0 || k > n || !Number.isInteger(k) ? 0 : rawBinomial(k, n, prob, 1 - prob);
}

/** P(X ≤ k) and P(X > k) for X ~ Binomial(n, prob). */
export function binomialTails(k: number, n: number, prob: number): Tails {
  check(Number.isInteger(n) && n >= 0, 'n', n, 'a whole number ≥ 0');
  check(prob >= 0 && prob <= 1, 'prob', prob, 'in [0, 1]');
  if (k < 0) return NONE;
  const whole = Math.floor(k);
  if (whole >= n || prob === 0) return ALL;
  const beta = incompleteBeta(prob, 1 - prob, whole + 1, n - whole);
  return { lower: beta.upper, upper: beta.lower };
}

/** P(X ≤ k), or P(X > k) with `upper`, for X ~ Binomial(n, prob). */
export function binomialCdf(k: number, n: number, prob: number, upper = false): number {
  const tails = binomialTails(k, n, prob);
  return upper ? tails.upper : tails.lower;
}

/** Smallest k with P(X ≤ k) ≥ p for X ~ Binomial(n, prob). */
export function binomialQuantile(p: number, n: number, prob: number, upper = false): number {
  const [lower, higher] = split(p, upper);
  if (prob === 0 || n === 0) return 0;
  if (higher === 0 || prob === 1) return n;
  const sd = Math.sqrt(n * prob * (1 - prob));
  const start = lower > 0 ? cornishFisher(lower, higher, n * prob, sd, (1 - 2 * prob) / sd) : 0;
  return discreteQuantile(lower, higher, Math.min(n, start), (k) => binomialTails(k, n, prob));
}
