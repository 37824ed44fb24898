import { checkCount, checkLevel, checkSameLength } from '../checks.ts';
import { EpiError } from '../errors.ts';
import type { Interval } from '../interval.ts';
import { normalQuantile } from '../math/index.ts';
import type { TwoSourceCounts } from './twoSource.ts';

/** Agreement of two raters beyond chance. */
export interface Kappa {
  /** Cohen's κ with limits, −1…1. */
  readonly kappa: Interval;
  /** Large-sample standard error of κ. */
  readonly standardError: number;
  /** Share of subjects on which both agree, and the share expected by chance. */
  readonly observedAgreement: number;
  readonly expectedAgreement: number;
  /** Subjects rated. */
  readonly subjects: number;
}

/**
 * Cohen's κ of two raters (Cohen 1960, Educ. Psychol. Meas. 20:37) with the large-sample standard error of
 * Fleiss, Cohen & Everitt (1969, Psychol. Bull. 72:323).
 *
 * @param table square; table[i][j] subjects that the first puts in category i and the second in j
 * @param confidence coverage of the limits, default 0.95
 * @throws EpiError EMPTY without subjects; MISSING_DATA when both always give one same category, which leaves
 *   κ undefined; LENGTH_MISMATCH and the codes of a bad count
 */
export function cohenKappa(table: readonly (readonly number[])[], confidence = 0.95): Kappa {
  checkLevel(confidence, 'confidence');
  const k = table.length;
  table.forEach((row, i) => {
    checkSameLength(row.length, k, `table[${i}]`, 'table');
    row.forEach((count, j) => {
      checkCount(count, `table[${i}]`, j);
    });
  });
  const subjects = table.flat().reduce((a, b) => a + b, 0);
  if (subjects === 0) throw new EpiError('EMPTY', 'the table has no subjects', { field: 'table' });
  const p = table.map((row) => row.map((count) => count / subjects));
  const rows = p.map((row) => row.reduce((a, b) => a + b, 0));
  const columns = p.map((_, j) => p.reduce((a, row) => a + row[j]!, 0));
  const observed = p.reduce((a, row, i) => a + row[i]!, 0);
  const expected = rows.reduce((a, row, i) => a + row * columns[i]!, 0);
  if (1 - expected < 1e-12) {
    const message = 'both raters put every subject into the same category: κ is undefined';
    throw new EpiError('MISSING_DATA', message, { field: 'table' });
  }
  const kappa = (observed - expected) / (1 - expected);
  let sum = 0;
  p.forEach((row, i) => {
    row.forEach((share, j) => {
      sum +=
        i === j
          ? share * (1 - (rows[i]! + columns[i]!) * (1 - kappa)) ** 2
          : share * ((1 - kappa) * (columns[i]! + rows[j]!)) ** 2;
    });
  });
  const variance = (sum - (kappa - expected * (1 - kappa)) ** 2) / (subjects * (1 - expected) ** 2);
  const standardError = Math.sqrt(Math.max(0, variance));
  const half = normalQuantile(0.5 + confidence / 2) * standardError;
  return {
    kappa: { estimate: kappa, lower: Math.max(-1, kappa - half), upper: Math.min(1, kappa + half) },
    standardError,
    observedAgreement: observed,
    expectedAgreement: expected,
    subjects,
  };
}

/** Two lists laid side by side. */
export interface ListComparison extends TwoSourceCounts {
  /** Ids on both lists, only on the first, only on the second; each sorted. */
  readonly ids: { readonly both: string[]; readonly onlyFirst: string[]; readonly onlySecond: string[] };
  /** Ids that a list names more than once (counted once). */
  readonly repeated: { readonly first: string[]; readonly second: string[] };
  /** 2·both / (first + second): share of agreement among those named; 1 for identical lists, null if both are empty. */
  readonly positiveAgreement: number | null;
  /** κ over the whole population, where its size is known and κ is defined; else null. */
  readonly kappa: Kappa | null;
}

/**
 * The agreement table of two lists of ids: the core of two-way verification.
 * @param populationSize persons who could be on a list; gives κ its fourth cell
 * @throws EpiError OUT_OF_RANGE when the population is smaller than the persons named
 */
export function compareLists(
  first: readonly string[],
  second: readonly string[],
  populationSize?: number,
): ListComparison {
  const a = new Set(first);
  const b = new Set(second);
  const ids = {
    both: [...a].filter((id) => b.has(id)).sort(),
    onlyFirst: [...a].filter((id) => !b.has(id)).sort(),
    onlySecond: [...b].filter((id) => !a.has(id)).sort(),
  };
  const [both, onlyFirst, onlySecond] = [ids.both.length, ids.onlyFirst.length, ids.onlySecond.length];
  const named = 2 * both + onlyFirst + onlySecond;
  return {
    both,
    onlyFirst,
    onlySecond,
    ids,
    repeated: { first: repeatedIn(first), second: repeatedIn(second) },
    positiveAgreement: named === 0 ? null : (2 * both) / named,
    kappa:
      populationSize === undefined ? null : kappaOfLists({ both, onlyFirst, onlySecond }, populationSize),
  };
}

function kappaOfLists(
  { both, onlyFirst, onlySecond }: TwoSourceCounts,
  populationSize: number,
): Kappa | null {
  const neither = checkCount(populationSize, 'populationSize') - both - onlyFirst - onlySecond;
  if (neither < 0) {
    const message = `populationSize ${populationSize} is below the ${populationSize - neither} persons named`;
    throw new EpiError('OUT_OF_RANGE', message, { field: 'populationSize' });
  }
  const isDefined = onlyFirst + onlySecond > 0 || (both > 0 && neither > 0);
  return isDefined
    ? cohenKappa([
        [both, onlyFirst],
        [onlySecond, neither],
      ])
    : null;
}

function repeatedIn(list: readonly string[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const id of list) (seen.has(id) ? repeated : seen).add(id);
  return [...repeated].sort();
}
