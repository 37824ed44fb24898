import { checkOption, checkPositive, checkWhole } from '../checks.ts';

/**
 * How the null hypothesis treats the total.
 * - `conditional`: the number of cases in all is taken as given (expected counts need only be right in
 *   proportion); use it when the overall level is uncertain, e.g. early in a season.
 * - `unconditional`: expected counts are right in absolute terms; an excess everywhere at once is then seen too.
 */
export type ScanModel = 'conditional' | 'unconditional';

/**
 * Log likelihood ratio of an excess inside a zone (Kulldorff 1997, Commun. Stat. 26:1481, for the conditional
 * Poisson model; Kulldorff, Fang & Walsh 2003, Biometrics 59:323, for both). Zero unless there is an excess.
 *
 * @param observed cases inside, ≥ 0
 * @param expected cases expected inside, ≥ 0; conditional: scaled so that all expected counts add up to `total`
 * @param total cases in all
 */
export function logLikelihoodRatio(
  model: ScanModel,
  observed: number,
  expected: number,
  total: number,
): number {
  if (!(observed > expected)) return 0;
  if (expected === 0) return Infinity;
  const inside = observed * Math.log(observed / expected);
  // Both forms are ≥ 0; where observed and expected all but agree, cancellation can leave −1e-16.
  if (model === 'unconditional') return Math.max(0, inside - (observed - expected));
  const outside = total - observed;
  return outside > 0 ? Math.max(0, inside + outside * Math.log(outside / (total - expected))) : inside;
}

/** How often a finding as strong as this would turn up by chance. */
export interface Significance {
  /** Monte-Carlo p-value, (1 + replicates at least as extreme) / (1 + replicates) (Dwass 1957). */
  monteCarlo: number;
  /** p-value of a Gumbel distribution fitted to the replicate maxima; resolves p below 1 / (1 + replicates). */
  gumbel: number;
  /** The one of the two that was asked for. */
  p: number;
  /** Days of analysing until one such false signal is expected: interval / p (Kleinman et al. 2004). */
  recurrenceDays: number;
}

export interface SignificanceOptions {
  /** Which p-value decides; default `monte-carlo`. */
  pValue?: 'monte-carlo' | 'gumbel';
  /** Days between two analyses, default 1. */
  analysisIntervalDays?: number;
}

const EULER = 0.5772156649015329;

/**
 * Turns the maxima of the replicates into a function from statistic to significance.
 * Gumbel parameters by the method of moments (Abrams, Kulldorff & Kleinman 2010, Int. J. Health Geogr. 9:61).
 *
 * @param maxima largest statistic of each replicate, at least one
 * @throws EpiError BAD_OPTION if there is no replicate or the interval is not > 0
 */
export function significanceOf(
  maxima: ArrayLike<number>,
  { pValue = 'monte-carlo', analysisIntervalDays = 1 }: SignificanceOptions = {},
): (statistic: number) => Significance {
  const n = maxima.length;
  checkOption(n > 0, 'maxima', 'from at least one replicate', n);
  checkPositive(analysisIntervalDays, 'analysisIntervalDays');
  const sorted = Float64Array.from(maxima).sort();
  const mean = sorted.reduce((a, b) => a + b, 0) / n;
  const variance = n > 1 ? sorted.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1) : 0;
  const scale = Math.sqrt(6 * variance) / Math.PI;
  const location = mean - EULER * scale;
  return (statistic) => {
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < statistic) low = middle + 1;
      else high = middle;
    }
    const monteCarlo = (1 + n - low) / (1 + n);
    const gumbel =
      scale > 0 ? -Math.expm1(-Math.exp(-(statistic - location) / scale)) : statistic > mean ? 0 : 1;
    const p = pValue === 'gumbel' ? gumbel : monteCarlo;
    return { monteCarlo, gumbel, p, recurrenceDays: analysisIntervalDays / p };
  };
}

/** Checks the number of replicates: an integer in 1…1,000,000. */
export function checkReplicates(replicates: number): void {
  checkWhole(replicates, 'replicates', 1, 1_000_000);
}
