import { checkOption, checkWhole } from '../checks.ts';
import { type Rng, randomInteger, shuffle } from '../random/index.ts';

/** Who is in which class, dormitory and household. One entry a pupil. */
export interface School {
  /** Pupils. */
  readonly size: number;
  readonly classes: number;
  /** Class of each pupil, 0 … classes − 1. */
  readonly classOf: Int32Array;
  /** Dormitory of each boarder, −1 for day pupils. */
  readonly dormitoryOf: Int32Array;
  readonly dormitories: number;
  /** Household of each day pupil, −1 for boarders. */
  readonly householdOf: Int32Array;
  readonly households: number;
}

export interface SchoolOptions {
  readonly rng: Rng;
  /** Pupils in each class. */
  readonly classSizes: readonly number[];
  /** Share of pupils who board, 0…1, default 0. */
  readonly boardingShare?: number;
  /** Beds in a dormitory, default 8. */
  readonly dormitorySize?: number;
  /**
   * How dormitories are filled: `mixed` at random, or `by-class` with neighbours of the class list. Default `by-class`.
   */
  readonly dormitoryFilling?: 'by-class' | 'mixed';
  /** Share of day pupils who live with another pupil of the school, 0…1, default 0.1. */
  readonly siblingShare?: number;
}

/**
 * Makes a school with its overlapping groups.
 * @throws EpiError BAD_OPTION
 */
export function makeSchool(options: SchoolOptions): School {
  const { rng, classSizes, boardingShare = 0, dormitorySize = 8, siblingShare = 0.1 } = options;
  const { dormitoryFilling = 'by-class' } = options;
  for (const size of classSizes) checkWhole(size, 'classSizes', 1, 1000);
  checkWhole(classSizes.length, 'classSizes.length', 1, 10_000);
  checkOption(boardingShare >= 0 && boardingShare <= 1, 'boardingShare', 'within 0…1', boardingShare);
  checkOption(siblingShare >= 0 && siblingShare <= 1, 'siblingShare', 'within 0…1', siblingShare);
  checkWhole(dormitorySize, 'dormitorySize', 1, 1000);

  const classOf = Int32Array.from(classSizes.flatMap((size, c) => new Array<number>(size).fill(c)));
  const size = classOf.length;
  const isBoarder = Uint8Array.from(classOf, () => (rng.uniform() < boardingShare ? 1 : 0));
  const boarders = indicesWhere(isBoarder, 1);
  if (dormitoryFilling === 'mixed') shuffle(rng, boarders);
  const dormitoryOf = new Int32Array(size).fill(-1);
  boarders.forEach((pupil, k) => {
    dormitoryOf[pupil] = Math.floor(k / dormitorySize);
  });

  const dayPupils = shuffle(rng, indicesWhere(isBoarder, 0));
  const householdOf = new Int32Array(size).fill(-1);
  const siblings = 2 * Math.floor((siblingShare * dayPupils.length) / 2);
  dayPupils.forEach((pupil, k) => {
    householdOf[pupil] = k < siblings ? k >> 1 : k - siblings / 2;
  });
  return {
    size,
    classes: classSizes.length,
    classOf,
    dormitoryOf,
    dormitories: Math.ceil(boarders.length / dormitorySize),
    householdOf,
    households: dayPupils.length - siblings / 2,
  };
}

function indicesWhere(flags: Uint8Array, value: number): number[] {
  const indices: number[] = [];
  flags.forEach((flag, i) => {
    if (flag === value) indices.push(i);
  });
  return indices;
}

/** Members of each group, from the group of each pupil (−1 = none). */
export function membersOf(groupOf: Int32Array, groups: number): number[][] {
  const members: number[][] = Array.from({ length: groups }, () => []);
  groupOf.forEach((group, pupil) => {
    if (group >= 0) members[group]!.push(pupil);
  });
  return members;
}

/** `count` different pupils at random. */
export function pickPupils(rng: Rng, size: number, count: number): number[] {
  const picked = new Set<number>();
  while (picked.size < count) picked.add(randomInteger(rng, size));
  return [...picked];
}
