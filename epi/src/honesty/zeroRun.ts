import { checkAmount, checkCount, checkPositive, checkSameLength } from '../checks.ts';
import type { HonestyFinding } from './finding.ts';

export interface ZeroRunOptions {
  /**
   * Negative binomial size k of the day-to-day scatter (variance m + m²/k); default Poisson. Absences cluster, so
   * a Poisson null is too strict: estimate k from peers.
   */
  readonly size?: number;
}

/**
 * Are there more zeros in a row than chance allows? The p-value is the exact probability of a run of zeros at
 * least as long as the longest one, somewhere in the series, when day t is zero with probability exp(−mₜ)
 * (or (1 + mₜ/k)^−k), by the recursion over run lengths (Feller 1968, section XIII.7, with unequal chances).
 * `effect`: cases expected during that run.
 *
 * @param counts reported counts, one an expected report (days without a duty to report are left out)
 * @param expected cases to be expected each time, e.g. pupils × rate of similar schools
 * @returns null when no count is zero
 * @throws EpiError LENGTH_MISMATCH, BAD_OPTION, and the codes of a bad count
 */
export function zeroRun(
  counts: readonly number[],
  expected: readonly number[],
  { size }: ZeroRunOptions = {},
): HonestyFinding | null {
  checkSameLength(expected.length, counts.length, 'expected', 'counts');
  if (size !== undefined) checkPositive(size, 'size');
  let longest = 0;
  let longestEnd = -1;
  let run = 0;
  counts.forEach((count, i) => {
    run = checkCount(count, 'counts', i) === 0 ? run + 1 : 0;
    if (run > longest) {
      longest = run;
      longestEnd = i;
    }
  });
  if (longest === 0) return null;
  const zeroChance = expected.map((mean, i) => {
    checkAmount(mean, 'expected', i);
    return size === undefined ? Math.exp(-mean) : (1 + mean / size) ** -size;
  });
  const inRun = expected.slice(longestEnd - longest + 1, longestEnd + 1).reduce((a, b) => a + b, 0);
  return {
    p: chanceOfRun(zeroChance, longest),
    effect: inRun,
    reason: { code: 'ZERO_RUN', params: { length: longest, expected: inRun } },
  };
}

/** P(some run of at least `length` successes) with success chances that differ from trial to trial. */
function chanceOfRun(chances: readonly number[], length: number): number {
  // state[j]: probability that no such run has occurred yet and the last j trials (and no more) succeeded.
  let state = new Float64Array(length);
  state[0] = 1;
  let reached = 0;
  for (const chance of chances) {
    const next = new Float64Array(length);
    let total = 0;
    for (let j = 0; j < length; j++) {
      total += state[j]!;
      if (j + 1 < length) next[j + 1] = state[j]! * chance;
    }
    next[0] = total * (1 - chance);
    reached += state[length - 1]! * chance;
    state = next;
  }
  return Math.min(1, reached);
}
