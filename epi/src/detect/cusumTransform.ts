import { negativeBinomialTransform } from '../math/anscombe.ts';

/** How a count is standardised before it is accumulated. */
export type CusumTransform =
  | 'standard'
  | 'rossi'
  | 'anscombe'
  | 'anscombe2nd'
  | 'pearsonNegBin'
  | 'anscombeNegBin'
  | 'none';

/** A standardisation and its inverse at the alarm limit. */
export interface Standardisation {
  /** Standardised count, in standard deviations (counts for `none`). */
  readonly score: (count: number, mean: number, alpha: number) => number;
  /**
   * Count at which the score reaches `limit`; NaN where the transformation has no such count. Absent where no
   * inverse in closed form exists.
   */
  readonly inverse?: (limit: number, mean: number, alpha: number) => number;
}

const twoThirds = (x: number): number => Math.cbrt(x) ** 2;

/** v^{3/2}, 0 below 0. */
const backFromTwoThirds = (v: number): number => (v < 0 ? 0 : v * Math.sqrt(v));

const negativeBinomialSd = (mean: number, alpha: number): number => Math.sqrt(mean + alpha * mean * mean);

/**
 * The standardisations of Rossi, Lampugnani & Marchi (1999), Stat Med 18:2111–2122, and the negative binomial
 * ones with variance μ + αμ².
 *
 * `anscombe2nd` keeps the sign of the published bound, m^{2/3} − m^{1/3}/9, although the score has m^{−1/3}/9
 * with a plus: R surveillance does the same, and the two differ by less than a count.
 */
export const STANDARDISATIONS: Readonly<Record<CusumTransform, Standardisation>> = {
  standard: {
    score: (x, m) => (x - m) / Math.sqrt(m),
    inverse: (limit, m) => Math.ceil(m + Math.sqrt(m) * limit),
  },
  rossi: {
    score: (x, m) => (x - 3 * m + 2 * Math.sqrt(x * m)) / (2 * Math.sqrt(m)),
    inverse: (limit, m) =>
      5 * m + 2 * Math.sqrt(m) * limit - 2 * Math.sqrt(4 * m * m + 2 * m * Math.sqrt(m) * limit),
  },
  anscombe: {
    score: (x, m) => (1.5 * (twoThirds(x) - twoThirds(m))) / m ** (1 / 6),
    inverse: (limit, m) => backFromTwoThirds(twoThirds(m) + (2 / 3) * m ** (1 / 6) * limit),
  },
  anscombe2nd: {
    score: (x, m) => (twoThirds(x) - twoThirds(m) + 1 / Math.cbrt(m) / 9) / ((2 / 3) * m ** (1 / 6)),
    inverse: (limit, m) =>
      backFromTwoThirds(twoThirds(m) - Math.cbrt(m) / 9 + (2 / 3) * m ** (1 / 6) * limit),
  },
  pearsonNegBin: {
    score: (x, m, alpha) => (x - m) / negativeBinomialSd(m, alpha),
    inverse: (limit, m, alpha) => m + negativeBinomialSd(m, alpha) * limit,
  },
  anscombeNegBin: {
    score: (x, m, alpha) =>
      (negativeBinomialTransform(x, alpha) - negativeBinomialTransform(m, alpha)) /
      (m + alpha * m * m) ** (1 / 6),
  },
  none: { score: (x) => x },
};
