/**
 * Weighted least squares by modified Gram–Schmidt with the right-hand side as an extra column, which is as
 * stable as Householder's method (Björck 1967) and yields the thin Q that leverages need.
 */
export interface LeastSquares {
  /** Solution, one entry a column; 0 for a column that depends on earlier ones. */
  readonly coefficients: Float64Array;
  /** Thin Q, column-major n × p; zero columns where dependent. */
  readonly q: Float64Array;
  /** Upper triangular R, column-major p × p. */
  readonly r: Float64Array;
  /** Columns that carry a coefficient. */
  readonly rank: number;
}

/** A column counts as dependent when orthogonalisation shrinks it below this fraction. */
const DEPENDENT = 1e-11;

/**
 * Minimise ‖A β − b‖.
 *
 * @param a column-major n × p, overwritten with Q
 * @param b right-hand side of length n, overwritten with the residual
 */
export function leastSquares(a: Float64Array, b: Float64Array, n: number, p: number): LeastSquares {
  const r = new Float64Array(p * p);
  const projected = new Float64Array(p);
  let rank = 0;
  for (let j = 0; j < p; j++) {
    const column = j * n;
    let before = 0;
    for (let i = 0; i < n; i++) before += a[column + i]! ** 2;
    for (let k = 0; k < j; k++) {
      const earlier = k * n;
      let dot = 0;
      for (let i = 0; i < n; i++) dot += a[earlier + i]! * a[column + i]!;
      if (dot === 0) continue;
      for (let i = 0; i < n; i++) a[column + i]! -= dot * a[earlier + i]!;
      r[j * p + k]! = dot;
    }
    let after = 0;
    for (let i = 0; i < n; i++) after += a[column + i]! ** 2;
    const norm = Math.sqrt(after);
    if (!(norm > DEPENDENT * Math.sqrt(before))) {
      for (let i = 0; i < n; i++) a[column + i] = 0;
      continue;
    }
    rank++;
    let dot = 0;
    for (let i = 0; i < n; i++) {
      a[column + i]! /= norm;
      dot += a[column + i]! * b[i]!;
    }
    for (let i = 0; i < n; i++) b[i]! -= dot * a[column + i]!;
    r[j * p + j] = norm;
    projected[j] = dot;
  }
  const coefficients = new Float64Array(p);
  for (let j = p - 1; j >= 0; j--) {
    const diagonal = r[j * p + j]!;
    if (diagonal === 0) continue;
    let value = projected[j]!;
    for (let k = j + 1; k < p; k++) value -= r[k * p + j]! * coefficients[k]!;
    coefficients[j] = value / diagonal;
  }
  return { coefficients, q: a, r, rank };
}

/**
 * The quadratic form xᵀ(AᵀA)⁻¹x = ‖R⁻ᵀx‖² of a solved problem; dependent columns are left out.
 *
 * @param x vector of length p
 */
export function inverseForm(r: Float64Array, p: number, x: ArrayLike<number>): number {
  const y = new Float64Array(p);
  let sum = 0;
  for (let j = 0; j < p; j++) {
    const diagonal = r[j * p + j]!;
    if (diagonal === 0) continue;
    let value = x[j]!;
    for (let k = 0; k < j; k++) value -= r[j * p + k]! * y[k]!;
    y[j] = value / diagonal;
    sum += y[j]! ** 2;
  }
  return sum;
}
