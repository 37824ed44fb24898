/** Arithmetic mean; NaN of nothing. Exact to the last digit for whole numbers with a sum below 2⁵³. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Sample standard deviation (divisor n − 1), in two passes; NaN for fewer than two values. */
export function standardDeviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  let residual = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = values[i]! - centre;
    squares += difference * difference;
    residual += difference;
  }
  const n = values.length;
  return n < 2 ? Number.NaN : Math.sqrt(Math.max(0, squares - (residual * residual) / n) / (n - 1));
}
