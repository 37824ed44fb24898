import { checkAmount, checkCount, checkOption, checkSameLength, checkWhole } from '../checks.ts';
import { chiSquareCdf } from '../math/index.ts';
import { type Rng, randomMultinomial } from '../random/index.ts';
import type { HonestyFinding } from './finding.ts';

export interface LowVarianceOptions {
  /** Relative level of each figure (weekday, enrolment); default all alike. Zero where nothing can occur. */
  readonly levels?: readonly number[];
  /** Source of chance for the Monte-Carlo p-value of small counts. */
  readonly rng: Rng;
  /** Monte-Carlo replicates, default 999. */
  readonly replicates?: number;
}

/** From this expected count a figure on, χ² is accurate enough in the lower tail. */
const CHI_SQUARE_FROM = 5;

/**
 * Do the figures vary too little? Index of dispersion Σ(x − m)²/m (Fisher, Thornton & Mackenzie 1922, Ann. Appl.
 * Biol. 9:325), lower tail: independent cases scatter like a Poisson count, real absences more, invented figures
 * less. Given the total the null is multinomial: its p-value is from χ² with n − 1 degrees of freedom when all
 * expected counts reach 5, else by Monte Carlo. `effect`: index / (n − 1), the ratio of variance to mean.
 *
 * @param values counts of one unit, e.g. absences on successive school days
 * @returns null with fewer than 8 figures, or when they add up to less than 8
 * @throws EpiError LENGTH_MISMATCH, BAD_OPTION, and the codes of a bad count
 */
export function lowVariance(values: readonly number[], options: LowVarianceOptions): HonestyFinding | null {
  const { rng, replicates = 999 } = options;
  const levels = options.levels ?? values.map(() => 1);
  checkSameLength(levels.length, values.length, 'levels', 'values');
  checkWhole(replicates, 'replicates', 99, 1_000_000);
  const mass = levels.reduce((sum, level, i) => sum + checkAmount(level, 'levels', i), 0);
  checkOption(mass > 0, 'levels', 'positive in sum', mass);
  const sum = values.reduce((total, value, i) => total + checkCount(value, 'values', i), 0);
  const n = levels.filter((level) => level > 0).length;
  if (n < 8 || sum < 8) return null;
  const expected = levels.map((level) => (sum * level) / mass);
  const statistic = dispersion(values, expected);
  const isLarge = expected.every((mean) => mean === 0 || mean >= CHI_SQUARE_FROM);
  const ratio = statistic / (n - 1);
  return {
    p: isLarge ? chiSquareCdf(statistic, n - 1) : monteCarlo(statistic, expected, sum, rng, replicates),
    effect: ratio,
    reason: { code: 'LOW_VARIANCE', params: { ratio, figures: n } },
  };
}

function dispersion(values: ArrayLike<number>, expected: readonly number[]): number {
  let index = 0;
  expected.forEach((mean, i) => {
    if (mean > 0) index += (values[i]! - mean) ** 2 / mean;
  });
  return index;
}

function monteCarlo(
  statistic: number,
  expected: readonly number[],
  sum: number,
  rng: Rng,
  replicates: number,
): number {
  const drawn = new Int32Array(expected.length);
  let below = 0;
  for (let r = 0; r < replicates; r++) {
    // The tolerance keeps ties that differ by rounding on the cautious side.
    if (dispersion(randomMultinomial(rng, sum, expected, drawn), expected) <= statistic + 1e-9) below++;
  }
  return (1 + below) / (1 + replicates);
}
