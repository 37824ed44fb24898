/**
 * Slack of a probability, so that a p that equals a step of the distribution function up to rounding gives that step:
 * relative to the tail in use, plus, in the upper one, the rounding of a p that was computed as 1 − α.
 */
const TAIL_SLACK = 64 * 2 ** -52;
const COMPLEMENT_SLACK = 8 * 2 ** -52;

/**
 * Smallest integer k ≥ 0 with P(X ≤ k) ≥ p, for a distribution on 0, 1, 2, … .
 *
 * Compares lower tails up to the median and upper tails beyond it, so that neither 1 − 1e-18 nor 1e-18
 * lose their digits; searches outwards from `start` in doubling steps, then bisects.
 *
 * @param lowerP, upperP the wanted probability and its complement; upperP > 0 unless the support is finite
 * @param start a guess (Cornish–Fisher, say); any value works, a good one is fast
 * @param tails both tails at an integer k ≥ 0
 */
export function discreteQuantile(
  lowerP: number,
  upperP: number,
  start: number,
  tails: (k: number) => { readonly lower: number; readonly upper: number },
): number {
  const reaches = (k: number): boolean => {
    const at = tails(k);
    return lowerP <= 0.5
      ? at.lower >= lowerP * (1 - TAIL_SLACK)
      : at.upper <= upperP * (1 + TAIL_SLACK) + COMPLEMENT_SLACK;
  };
  let high = Math.max(0, Math.floor(start));
  // Beyond 2^53 a step of 1 would be lost in rounding.
  let step = Math.max(1, high * 2 ** -52);
  if (reaches(high)) {
    let low = high - step;
    while (low >= 0 && reaches(low)) {
      high = low;
      step *= 2;
      low -= step;
    }
    return bisect(Math.max(-1, low), high, reaches);
  }
  let low = high;
  do {
    low = high;
    high += step;
    step *= 2;
  } while (!reaches(high));
  return bisect(low, high, reaches);
}

/** The invariant is: `low` does not reach, `high` does; −1 stands for "below every value". */
function bisect(low: number, high: number, reaches: (k: number) => boolean): number {
  let below = low;
  let above = high;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    // Beyond 2^53 neighbouring doubles are more than 1 apart.
    if (middle <= below || middle >= above) break;
    if (reaches(middle)) above = middle;
    else below = middle;
  }
  return above;
}
