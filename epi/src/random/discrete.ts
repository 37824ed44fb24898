import { checkOption, checkWhole } from '../checks.ts';
import { logGamma } from '../math/index.ts';
import type { Rng } from './generator.ts';

const logFactorial = (k: number) => logGamma(k + 1);

/**
 * A Poisson deviate: sequential search below mean 10, transformed rejection (PTRS, Hörmann 1993,
 * Insurance: Mathematics and Economics 12:39) above.
 * @param mean ≥ 0, finite
 * @returns a count ≥ 0
 */
export function randomPoisson(rng: Rng, mean: number): number {
  checkOption(mean >= 0 && mean < Infinity, 'mean', 'finite and ≥ 0', mean);
  if (mean < 10) {
    let k = 0;
    let term = Math.exp(-mean);
    let u = rng.uniform();
    // Below 10 the tail past 110 is under 2⁻⁵³; the bound only guards against rounding in the last subtraction.
    while (u >= term && k < 110) {
      u -= term;
      k++;
      term *= mean / k;
    }
    return k;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  const logMean = Math.log(mean);
  for (;;) {
    const u = rng.uniform() - 0.5;
    const v = 1 - rng.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k)) return k;
  }
}

/**
 * A binomial deviate: sequential search while n·min(p, 1 − p) < 10, transformed rejection (BTRD without its
 * recursion table, Hörmann 1993, J. Stat. Comput. Simul. 46:101) above.
 * @param n trials, integer ≥ 0 @param p probability in [0, 1]
 * @returns successes, 0…n
 */
export function randomBinomial(rng: Rng, n: number, p: number): number {
  checkWhole(n, 'n', 0, Number.MAX_SAFE_INTEGER);
  checkOption(p >= 0 && p <= 1, 'p', 'within 0…1', p);
  if (n === 0 || p === 0) return 0;
  if (p === 1) return n;
  if (p > 0.5) return n - binomialLowerHalf(rng, n, 1 - p);
  return binomialLowerHalf(rng, n, p);
}

function binomialLowerHalf(rng: Rng, n: number, p: number): number {
  const odds = p / (1 - p);
  if (n * p < 10) {
    let k = 0;
    let term = Math.exp(n * Math.log1p(-p));
    let u = rng.uniform();
    while (u >= term && k < n) {
      u -= term;
      k++;
      term *= (odds * (n - k + 1)) / k;
    }
    return k;
  }
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const alpha = (2.83 + 5.1 / b) * spread;
  const squeeze = 0.92 - 4.2 / b;
  const mode = Math.floor((n + 1) * p);
  const logAtMode = logFactorial(mode) + logFactorial(n - mode);
  const logOdds = Math.log(odds);
  for (;;) {
    const u = rng.uniform() - 0.5;
    const v = 1 - rng.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const logRatio = logAtMode - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds;
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= logRatio) return k;
  }
}
