/** Arithmetic mean; NaN of nothing. Exact to the last digit for whole numbers with a sum below 2⁵³. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

const LARGEST_EXACT = 2 ** 53;

/**
 * Sample standard deviation (divisor n − 1); NaN for fewer than two values.
 *
 * Whole numbers go through n Σy² − (Σy)², which is exact while it stays below 2⁵³, so that a bound that ought to be a
 * whole count is one; others in two passes, corrected for the rounding of the mean (Chan, Golub & LeVeque 1983).
 */
export function standardDeviation(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return Number.NaN;
  let sum = 0;
  let squares = 0;
  let whole = true;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    sum += value;
    squares += value * value;
    whole &&= value === Math.floor(value);
  }
  if (whole && n * squares <= LARGEST_EXACT) return Math.sqrt((n * squares - sum * sum) / (n * (n - 1)));
  const centre = sum / n;
  let spread = 0;
  let residual = 0;
  for (let i = 0; i < n; i++) {
    const difference = values[i]! - centre;
    spread += difference * difference;
    residual += difference;
  }
  return Math.sqrt(Math.max(0, spread - (residual * residual) / n) / (n - 1));
}
