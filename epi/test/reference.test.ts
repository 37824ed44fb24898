import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { passes } from '../tools/reference/compare.ts';
import type { ReferenceFile } from '../tools/reference/format.ts';
import { runFile } from '../tools/reference/run.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);

function readFixture(name: string): ReferenceFile {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}

const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

test('all 230 cases of 13 families are here', () => {
  const files = names.map(readFixture);
  expect(files.reduce((sum, file) => sum + file.cases.length, 0)).toBe(230);
  expect(new Set(files.map((file) => file.family)).size).toBe(13);
});

describe.each(names)('%s', (name) => {
  test('agrees with the reference within its tolerance', () => {
    for (const report of runFile(readFixture(name))) {
      expect(report.error, report.id).toBeNull();
      expect(report.comparisons.length, report.id).toBeGreaterThan(0);
      expect(report.comparisons.filter((comparison) => !passes(comparison))).toEqual([]);
    }
  });
});

describe('what the check must not let pass', () => {
  const bayes = readFixture('bayes_salmonella_agona.json');
  const [first] = bayes.cases;

  test('one bound that is off by one', () => {
    const upperbound = [...(first!.output.upperbound as number[])];
    upperbound[10]! += 1;
    const altered = { ...bayes, cases: [{ ...first!, output: { ...first!.output, upperbound } }] };
    const [comparison] = runFile(altered)[0]!.comparisons;
    expect(passes(comparison!)).toBe(false);
    expect(comparison!.worst).toContain('upperbound[10]');
  });

  test('one alarm that differs', () => {
    const alarm = (first!.output.alarm as boolean[]).map((value, i) => (i === 3 ? !value : value));
    const altered = { ...bayes, cases: [{ ...first!, output: { ...first!.output, alarm } }] };
    expect(runFile(altered)[0]!.comparisons[0]!.mismatchedAlarms).toBe(1);
  });

  test('a family or option that is not supported', () => {
    expect(runFile({ ...bayes, family: 'boda' })[0]!.error).toMatch(/unknown family "boda"/);
    const cusum = readFixture('cusum_poisson_example.json');
    const odd = { ...cusum.cases[0]!, params: { ...cusum.cases[0]!.params, m: 'median' } };
    expect(runFile({ ...cusum, cases: [odd] })[0]!.error).toMatch(/unknown in-control mean/);
  });
});
