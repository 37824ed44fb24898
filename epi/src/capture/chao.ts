import { checkCount, checkLevel } from '../checks.ts';
import { EpiError } from '../errors.ts';
import type { Interval } from '../interval.ts';
import { normalQuantile } from '../math/index.ts';
import { lognormalLimits } from './twoSource.ts';

/** A lower bound for the number of cases when their chance of being reported differs. */
export interface ChaoEstimate {
  /** Estimated total, with log-normal limits. */
  readonly total: Interval;
  readonly standardError: number;
  /** Cases reported at least once. */
  readonly seen: number;
}

/**
 * Chao's lower bound from how often each case was reported (Chao 1987, Biometrics 43:783; 1989, Biometrics
 * 45:427), in the bias-corrected form S + f₁(f₁ − 1)/(2(f₂ + 1)). It stays valid, as a bound, when some cases
 * are harder to find than others, where two-source methods go wrong.
 *
 * @param frequencies frequencies[i] = cases reported exactly i + 1 times
 * @param confidence coverage of the limits, default 0.95
 * @throws EpiError EMPTY without cases, and the codes of a bad count
 */
export function chaoLowerBound(frequencies: readonly number[], confidence = 0.95): ChaoEstimate {
  checkLevel(confidence, 'confidence');
  frequencies.forEach((count, i) => {
    checkCount(count, 'frequencies', i);
  });
  const seen = frequencies.reduce((a, b) => a + b, 0);
  if (seen === 0) throw new EpiError('EMPTY', 'no case was reported', { field: 'frequencies' });
  const [once = 0, twice = 0] = frequencies;
  const unseen = (once * (once - 1)) / (2 * (twice + 1));
  // Variance of the bias-corrected form: Chao 1987, equation 11 with f₂ + 1 in place of f₂.
  const t = twice + 1;
  const variance =
    twice > 0
      ? (once * (once - 1)) / (2 * t) +
        (once * (2 * once - 1) ** 2) / (4 * t ** 2) +
        (once ** 2 * twice * (once - 1) ** 2) / (4 * t ** 4)
      : Math.max(
          0,
          (once * (once - 1)) / 2 + (once * (2 * once - 1) ** 2) / 4 - once ** 4 / (4 * (seen + unseen)),
        );
  const [lower, upper] = lognormalLimits(seen, unseen, variance, normalQuantile(0.5 + confidence / 2));
  return { total: { estimate: seen + unseen, lower, upper }, standardError: Math.sqrt(variance), seen };
}
