import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Comparison, passes } from './compare.ts';
import type { ReferenceFile } from './format.ts';
import { parseReference } from './read.ts';
import { type CaseReport, runFile } from './run.ts';

const USAGE = `usage: npm run reference -w epi -- FILE…
Runs the cases of reference files and prints, a line a case: family, file, case, the largest relative deviation, the
number of mismatched alarms and the tolerance, for the package's values ("output") and the paper's ("derived").
Exits 1 when any is beyond its tolerance. Deviations are relative to the value, or to 0.01 where it is smaller.`;

function readReference(name: string): ReferenceFile | null {
  // npm runs scripts in the workspace's folder; INIT_CWD is where the user typed the command.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  return parseReference(readFileSync(path, 'utf8'), basename(name, '.json'));
}

function describe(
  { what, deviation, mismatchedAlarms, tolerance, worst }: Comparison,
  good: boolean,
): string {
  const numbers = `deviation ${deviation.toExponential(2)}, mismatched alarms ${mismatchedAlarms}, tolerance ${tolerance}`;
  return `${what}: ${numbers}${good || worst === '' ? '' : ` (worst at ${worst})`}`;
}

/** One line; a case with values of the package and of the paper has both on it. */
function printReport({ file, family, id, comparisons, error }: CaseReport): boolean {
  const ok = error === null && comparisons.length > 0 && comparisons.every(passes);
  const found = comparisons.map((comparison) => describe(comparison, passes(comparison))).join(' | ');
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${family} ${file} ${id} ${error ?? (found || 'nothing to compare')}`);
  return ok;
}

const names = process.argv.slice(2);
if (names.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
let cases = 0;
let failed = 0;
for (const name of names) {
  try {
    const file = readReference(name);
    if (!file) {
      console.log(`skip ${name}: a manifest, it lists files and has no cases`);
      continue;
    }
    for (const report of runFile(file)) {
      cases++;
      if (!printReport(report)) failed++;
    }
  } catch (cause) {
    cases++;
    failed++;
    console.log(`FAIL ${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
console.log(`${cases} cases, ${cases - failed} within tolerance, ${failed} not`);
process.exitCode = failed > 0 || cases === 0 ? 1 : 0;
