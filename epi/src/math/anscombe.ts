/** ₂F₁(a, b; c; x) by its power series, for 0 ≤ x ≤ ½. */
function hypergeometric(a: number, b: number, c: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; k < 200; k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * x;
    sum += term;
    if (Math.abs(term) < 1e-17 * sum) break;
  }
  return sum;
}

/** Γ(5/3)Γ(1/3)/(Γ(4/3)Γ(2/3)) and Γ(5/3)Γ(−1/3)/Γ(1/3), the constants of the connection formula. */
const REGULAR = 2;
const SINGULAR = -1.3689268119594515;

/**
 * Variance-stabilising transform of a negative binomial count (Anscombe 1948; Rossi et al. 1999):
 * H(v) = ∫₀ᵛ (t + αt²)^{−1/3} dt = 1.5 v^{2/3} ₂F₁(1/3, 2/3; 5/3; −αv).
 *
 * Pfaff's transformation maps −αv into [0, 1); the upper half of that goes through 1 − x (Abramowitz & Stegun
 * 15.3.4 and 15.3.6), so that every series converges like 2⁻ⁿ.
 *
 * @param v count or mean, ≥ 0
 * @param alpha dispersion, ≥ 0, variance μ + αμ²
 */
export function negativeBinomialTransform(v: number, alpha: number): number {
  if (v === 0) return 0;
  const scaled = alpha * v;
  const x = scaled / (1 + scaled);
  const y = 1 / (1 + scaled);
  const front = 1.5 * Math.cbrt(v) ** 2 * Math.cbrt(y);
  if (x <= 0.5) return front * hypergeometric(1 / 3, 1, 5 / 3, x);
  const regular = REGULAR * hypergeometric(1 / 3, 1, 2 / 3, y);
  const singular = (SINGULAR * Math.cbrt(y)) / Math.cbrt(x) ** 2;
  return front * (regular + singular);
}
