import { checkCount, checkSameLength } from '../checks.ts';
import { logGamma, poissonDensity } from '../math/index.ts';
import type { HonestyFinding } from './finding.ts';

/** A set of identical rows. */
export interface CopiedRows extends HonestyFinding {
  /** 0-based positions of the identical rows. */
  readonly rows: readonly number[];
}

/**
 * Which rows are copies of one another? Rows may be classes, schools, or the same school in different weeks,
 * columns days or items. For each set of g identical rows the chance that another honest row with the same sum
 * gives exactly these figures is Q = Π Poisson(xⱼ; sum × column share); the p-value is the bound
 * C(n, g) Q^(g−1) over all sets of g out of n rows. Rows of zeros have Q = 1 and are never reported: they are
 * the business of `zeroRun`. `effect`: figures that agree, (g − 1) × columns.
 *
 * @param table counts, one row a report, all of one length
 * @returns sets of identical rows, least probable first; only those with p < 1
 * @throws EpiError LENGTH_MISMATCH and the codes of a bad count
 */
export function copiedRows(table: readonly (readonly number[])[]): CopiedRows[] {
  const columns = table[0]?.length ?? 0;
  const columnSums = new Float64Array(columns);
  const groups = new Map<string, number[]>();
  table.forEach((row, i) => {
    checkSameLength(row.length, columns, `table[${i}]`, 'table[0]');
    row.forEach((count, j) => {
      columnSums[j]! += checkCount(count, `table[${i}]`, j);
    });
    const key = row.join();
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  const total = columnSums.reduce((a, b) => a + b, 0);
  const found: CopiedRows[] = [];
  for (const rows of groups.values()) {
    if (rows.length < 2) continue;
    const row = table[rows[0]!]!;
    const sum = row.reduce((a, b) => a + b, 0);
    let logChance = 0;
    row.forEach((count, j) => {
      logChance += Math.log(poissonDensity(count, total > 0 ? (sum * columnSums[j]!) / total : 0));
    });
    const p = Math.min(1, Math.exp(logChoose(table.length, rows.length) + (rows.length - 1) * logChance));
    if (p === 1) continue;
    found.push({
      rows,
      p,
      effect: (rows.length - 1) * columns,
      reason: { code: 'COPIED_ROWS', params: { rows: rows.join(), figures: columns, sum } },
    });
  }
  return found.sort((a, b) => a.p - b.p);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/**
 * Adjusts p-values of many tests for the share of false discoveries (Benjamini & Hochberg 1995, J. R. Stat. Soc.
 * B 57:289): acting on those ≤ q makes at most a share q of the actions false on average.
 * @param pValues each in 0…1
 * @returns adjusted p-values in the same order
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  order.forEach((i, k) => {
    smallest = Math.min(smallest, pValues[i]! * (pValues.length / (pValues.length - k)));
    adjusted[i] = smallest;
  });
  return adjusted;
}
