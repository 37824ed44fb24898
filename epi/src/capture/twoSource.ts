import { checkCount, checkLevel } from '../checks.ts';
import { EpiError } from '../errors.ts';
import type { Interval } from '../interval.ts';
import { logGamma, normalQuantile } from '../math/index.ts';

/** Two lists of the same cases, matched. */
export interface TwoSourceCounts {
  /** Cases on both lists. */
  readonly both: number;
  /** Cases only on the first list. */
  readonly onlyFirst: number;
  /** Cases only on the second list. */
  readonly onlySecond: number;
}

/**
 * How the confidence interval is made:
 * - `logit` transformed logit (Sadinle 2009, Commun. Stat. Simul. 38:1909): keeps its coverage in small samples, default
 * - `lognormal` log-normal number of unseen cases (Chao 1987, Biometrics 43:783)
 * - `exact` inversion of the hypergeometric distribution (Seber 1982, section 3.1.4): conservative; no upper
 *   limit when the lists share nobody
 * - `normal` estimate ± z standard errors: for comparison with older reports
 */
export type CaptureIntervalMethod = 'logit' | 'lognormal' | 'exact' | 'normal';

export interface TwoSourceOptions {
  /** Default `logit`. */
  readonly interval?: CaptureIntervalMethod;
  /** Coverage, default 0.95. */
  readonly confidence?: number;
}

/** How many cases there are in all, and how many each list has. */
export interface TwoSourceEstimate {
  /** Cases in all, on a list or not. Limits are never below the number seen. */
  readonly total: Interval;
  /** Standard error of the estimate (Seber 1970, Biometrics 26:13). */
  readonly standardError: number;
  /** Cases on at least one list. */
  readonly seen: number;
  /** Estimated cases on no list. */
  readonly missed: number;
  /** Completeness: share of the estimated total on the first list, the second, and either. */
  readonly completeness: { readonly first: number; readonly second: number; readonly either: number };
}

/**
 * Two-source capture–recapture with Chapman's nearly unbiased estimator (Chapman 1951, Univ. Calif. Publ. Stat.
 * 1:131): N = (n₁ + 1)(n₂ + 1)/(m + 1) − 1. It needs lists that are independent, correctly matched, and of a
 * closed population; lists that depend on each other (one reports to the other) make the total too low.
 *
 * @param counts matched and unmatched cases
 * @throws EpiError NEGATIVE, NOT_INTEGER, NOT_A_NUMBER, NOT_FINITE, BAD_OPTION; EMPTY when a list is empty
 */
export function chapman(counts: TwoSourceCounts, options: TwoSourceOptions = {}): TwoSourceEstimate {
  const both = checkCount(counts.both, 'both');
  const onlyFirst = checkCount(counts.onlyFirst, 'onlyFirst');
  const onlySecond = checkCount(counts.onlySecond, 'onlySecond');
  const { interval = 'logit', confidence = 0.95 } = options;
  checkLevel(confidence, 'confidence');
  const first = both + onlyFirst;
  const second = both + onlySecond;
  if (first === 0 || second === 0) {
    throw new EpiError('EMPTY', 'a list without cases says nothing about what is missed', {
      field: first === 0 ? 'onlyFirst' : 'onlySecond',
    });
  }
  const seen = both + onlyFirst + onlySecond;
  const estimate = ((first + 1) * (second + 1)) / (both + 1) - 1;
  const variance = ((first + 1) * (second + 1) * onlyFirst * onlySecond) / ((both + 1) ** 2 * (both + 2));
  const standardError = Math.sqrt(variance);
  const z = normalQuantile(0.5 + confidence / 2);
  const limits = {
    normal: () => [estimate - z * standardError, estimate + z * standardError] as const,
    lognormal: () => lognormalLimits(seen, estimate - seen, variance, z),
    logit: () => logitLimits(both, onlyFirst, onlySecond, z),
    exact: () => exactLimits(first, second, both, (1 - confidence) / 2),
  }[interval]();
  return {
    // With an empty cell the half added to each moves the logit interval beyond the estimate: widen it to enclose it.
    total: {
      estimate,
      lower: Math.max(seen, Math.min(estimate, limits[0])),
      upper: Math.max(seen, estimate, limits[1]),
    },
    standardError,
    seen,
    missed: estimate - seen,
    completeness: { first: first / estimate, second: second / estimate, either: seen / estimate },
  };
}

/**
 * Limits for a total when the number unseen is taken as log-normal (Chao 1987): seen + f/c … seen + f·c.
 * @param unseen estimated number unseen, ≥ 0 @param variance of that number
 */
export function lognormalLimits(seen: number, unseen: number, variance: number, z: number): [number, number] {
  if (unseen <= 0) return [seen, seen];
  const factor = Math.exp(z * Math.sqrt(Math.log1p(variance / unseen ** 2)));
  return [seen + unseen / factor, seen + unseen * factor];
}

function logitLimits(both: number, onlyFirst: number, onlySecond: number, z: number): [number, number] {
  const m = both + 0.5;
  const a = onlyFirst + 0.5;
  const b = onlySecond + 0.5;
  const sigma = Math.sqrt(1 / m + 1 / a + 1 / b + m / (a * b));
  const seen = both + onlyFirst + onlySecond - 0.5;
  const unseen = (a * b) / m;
  return [seen + unseen * Math.exp(-z * sigma), seen + unseen * Math.exp(z * sigma)];
}

/** Totals that the observed overlap does not contradict at `tail` on either side. */
function exactLimits(first: number, second: number, both: number, tail: number): [number, number] {
  const seen = first + second - both;
  const atLeast = (total: number) => overlapTail(total, first, second, both, 1);
  const atMost = (total: number) => overlapTail(total, first, second, both, -1);
  const lower = smallest(seen, (total) => atMost(total) > tail);
  const upper = both === 0 ? Infinity : smallest(seen, (total) => atLeast(total) <= tail) - 1;
  return [lower, Math.max(seen, upper)];
}

/** P(overlap ≥ m) for direction 1, P(overlap ≤ m) for −1, when two lists are drawn from `total` persons. */
function overlapTail(total: number, first: number, second: number, m: number, direction: 1 | -1): number {
  const choose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const all = choose(total, second);
  const lowest = Math.max(0, first + second - total);
  const highest = Math.min(first, second);
  let sum = 0;
  for (let k = m; k >= lowest && k <= highest; k += direction) {
    const term = Math.exp(choose(first, k) + choose(total - first, second - k) - all);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return Math.min(1, sum);
}

/** Smallest integer ≥ `from` where a condition that never turns false again holds. */
function smallest(from: number, holds: (value: number) => boolean): number {
  if (holds(from)) return from;
  let step = 1;
  while (!holds(from + step)) step *= 2;
  let low = from + Math.floor(step / 2);
  let high = from + step;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
