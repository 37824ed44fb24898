import { checkFinite, checkOption, checkPositive } from '../checks.ts';
import type { Rng } from './generator.ts';

/**
 * A normal deviate by the polar method (Marsaglia & Bray 1964, SIAM Review 6:260). The second deviate of
 * each pair is thrown away, so that the generator's state is the whole state.
 * @param mean any finite number
 * @param sd standard deviation ≥ 0, same unit
 */
export function randomNormal(rng: Rng, mean = 0, sd = 1): number {
  checkFinite(mean, 'mean');
  checkOption(sd >= 0 && sd < Infinity, 'sd', 'finite and ≥ 0', sd);
  for (;;) {
    const u = 2 * rng.uniform() - 1;
    const v = 2 * rng.uniform() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return mean + sd * u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/**
 * An exponential deviate by inversion.
 * @param mean > 0 (mean, not rate), any unit
 */
export function randomExponential(rng: Rng, mean = 1): number {
  checkPositive(mean, 'mean');
  return -mean * Math.log1p(-rng.uniform());
}

/**
 * A gamma deviate (Marsaglia & Tsang 2000, ACM TOMS 26:363); shapes below 1 are boosted by U^(1/shape).
 * @param shape > 0
 * @param scale > 0; the mean is shape × scale
 */
export function randomGamma(rng: Rng, shape: number, scale = 1): number {
  checkPositive(shape, 'shape');
  checkPositive(scale, 'scale');
  if (shape < 1) return randomGamma(rng, shape + 1, scale) * (1 - rng.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = randomNormal(rng);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - rng.uniform();
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v * scale;
  }
}

/**
 * A beta deviate as a ratio of gammas.
 * @param a > 0 @param b > 0; the mean is a / (a + b)
 */
export function randomBeta(rng: Rng, a: number, b: number): number {
  const x = randomGamma(rng, a);
  const y = randomGamma(rng, b);
  return x + y > 0 ? x / (x + y) : a / (a + b);
}
