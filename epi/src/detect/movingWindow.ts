import { mean as meanOf, standardDeviation } from '../math/moments.ts';

/** Mean and standard deviation of the `size` values before and including each index. */
export interface WindowMoments {
  /** mean[e] of values e−size+1 … e; NaN for e < size−1 and where the window holds a gap. */
  readonly mean: Float64Array;
  /** Sample standard deviation (divisor size − 1) of the same window. */
  readonly sd: Float64Array;
}

/**
 * Means and standard deviations of all windows in one pass.
 *
 * Counts are whole numbers, and sums of whole numbers below 2⁵³ are exact: n Σy² − (Σy)² is then exact as
 * well, so the sliding sums never drift and nothing cancels. A window with a fraction, a gap, or a count so
 * large that the sums could pass 2⁵³ is computed on its own.
 *
 * @param values counts ≥ 0; NaN is a gap
 * @param size window length, ≥ 2
 */
export function windowMoments(values: Float64Array, size: number): WindowMoments {
  const n = values.length;
  const mean = new Float64Array(n).fill(Number.NaN);
  const sd = new Float64Array(n).fill(Number.NaN);
  const limit = Math.floor(Math.sqrt(2 ** 53) / size);
  const divisor = size * (size - 1);
  let sum = 0;
  let squares = 0;
  let inexact = 0;
  for (let e = 0; e < n; e++) {
    const entering = values[e]!;
    if (entering <= limit && entering === Math.floor(entering)) {
      sum += entering;
      squares += entering * entering;
    } else inexact++;
    if (e >= size) {
      const leaving = values[e - size]!;
      if (leaving <= limit && leaving === Math.floor(leaving)) {
        sum -= leaving;
        squares -= leaving * leaving;
      } else inexact--;
    }
    if (e < size - 1) continue;
    if (inexact === 0) {
      mean[e] = sum / size;
      sd[e] = Math.sqrt((size * squares - sum * sum) / divisor);
    } else {
      const window = values.subarray(e - size + 1, e + 1);
      mean[e] = meanOf(window);
      sd[e] = standardDeviation(window);
    }
  }
  return { mean, sd };
}
