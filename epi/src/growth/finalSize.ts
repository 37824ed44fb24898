import { checkAmount, checkOption, checkPositive, checkSameLength } from '../checks.ts';
import { EpiError } from '../errors.ts';
import { leastSquares } from '../math/leastSquares.ts';

/** One group of people who mix alike: a class, a dormitory, the staff. */
export interface MixingGroup {
  /** People in the group, > 0. */
  readonly size: number;
  /** Share of them susceptible at the start, 0…1; default 1. */
  readonly susceptible?: number;
}

/** How many are infected in the end. */
export interface FinalSize {
  /** Persons infected in each group. */
  readonly infected: number[];
  /** Share of each group infected. */
  readonly attackRate: number[];
  /** Share of everybody infected. */
  readonly overall: number;
}

const MAXIMUM_STEPS = 500;

/**
 * Final size of an epidemic without intervention: the largest solution of
 * Aᵢ = Sᵢ (1 − exp(−Σⱼ Kᵢⱼ Aⱼ / Nᵢ)) (Kermack & McKendrick 1927; several groups: Diekmann & Heesterbeek 2000,
 * "Mathematical Epidemiology of Infectious Diseases", chapter 6). It does not depend on the latent or
 * infectious periods. Newton's method from above, where it falls monotonically to the largest solution.
 *
 * @param nextGeneration Kᵢⱼ ≥ 0: infections in group i by one case of group j while all of i are susceptible
 * @param groups sizes (persons) and shares susceptible
 * @throws EpiError EMPTY, LENGTH_MISMATCH, NEGATIVE, NOT_A_NUMBER, NOT_FINITE, BAD_OPTION
 */
export function finalSizeOfGroups(
  nextGeneration: readonly (readonly number[])[],
  groups: readonly MixingGroup[],
): FinalSize {
  const n = groups.length;
  if (n === 0) throw new EpiError('EMPTY', 'there are no groups', { field: 'groups' });
  checkSameLength(nextGeneration.length, n, 'nextGeneration', 'groups');
  nextGeneration.forEach((row, i) => {
    checkSameLength(row.length, n, `nextGeneration[${i}]`, 'groups');
    row.forEach((value, j) => {
      checkAmount(value, `nextGeneration[${i}]`, j);
    });
  });
  const sizes = groups.map(({ size }) => checkPositive(size, 'groups.size'));
  const susceptible = groups.map(({ susceptible: share = 1 }, i) => {
    checkOption(share >= 0 && share <= 1, 'groups.susceptible', 'a share within 0…1', share);
    return share * sizes[i]!;
  });
  let infected = Float64Array.from(susceptible);
  for (let step = 0; step < MAXIMUM_STEPS; step++) {
    const next = newtonStep(nextGeneration, sizes, susceptible, infected);
    const change = Math.max(...next.map((value, i) => Math.abs(value - infected[i]!) / sizes[i]!));
    infected = next;
    if (change < 1e-15) break;
  }
  // At or below the threshold the steps only halve the distance to the double root at zero.
  const values = [...infected].map((value, i) => (value < 1e-9 * sizes[i]! ? 0 : value));
  return {
    infected: values,
    attackRate: values.map((value, i) => value / sizes[i]!),
    overall: sum(values) / sum(sizes),
  };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function newtonStep(
  k: readonly (readonly number[])[],
  sizes: readonly number[],
  susceptible: readonly number[],
  infected: Float64Array,
): Float64Array<ArrayBuffer> {
  const n = sizes.length;
  const jacobian = new Float64Array(n * n);
  const residual = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let force = 0;
    for (let j = 0; j < n; j++) force += (k[i]![j]! * infected[j]!) / sizes[i]!;
    const uninfected = susceptible[i]! * Math.exp(-force);
    residual[i] = infected[i]! + susceptible[i]! * Math.expm1(-force);
    for (let j = 0; j < n; j++) {
      jacobian[j * n + i] = (i === j ? 1 : 0) - (uninfected * k[i]![j]!) / sizes[i]!;
    }
  }
  const { coefficients } = leastSquares(jacobian, residual, n, n);
  return infected.map((value, i) => Math.min(value, Math.max(0, value - coefficients[i]!)));
}

/**
 * Final size in one well-mixed population: the share infected.
 * @param reproductionNumber R₀ ≥ 0, secondary cases of one case while all are susceptible
 * @param susceptible share susceptible at the start, 0…1
 * @returns share of the whole population infected, 0 when R₀ × susceptible ≤ 1
 */
export function finalSize(reproductionNumber: number, susceptible = 1): number {
  return finalSizeOfGroups([[reproductionNumber]], [{ size: 1, susceptible }]).overall;
}
