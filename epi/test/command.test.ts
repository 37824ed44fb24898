import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../tools/reference/main.ts', import.meta.url));
const FIXTURE = fileURLToPath(new URL('./fixtures/rki_salmonella_agona.json', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'epi-reference-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...files: string[]): { status: number | null; lines: string[] } {
  const env = { ...process.env, INIT_CWD: folder };
  const { status, stdout } = spawnSync(process.execPath, [MAIN, ...files], { env, encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n') };
}

test('prints a line a case with deviation, alarms and tolerance, and exits 0 within it', () => {
  const { status, lines } = run(FIXTURE);
  expect(status).toBe(0);
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(
    /^ok {3}rki rki_salmonella_agona rki1 output: deviation \S+, mismatched alarms 0, tolerance 1e-12$/,
  );
  expect(lines.at(-1)).toBe('3 cases, 3 within tolerance, 0 not');
});

test('exits 1 for a changed number, an unknown family and a file that is none of it', () => {
  const text = readFileSync(FIXTURE, 'utf8');
  writeFileSync(join(folder, 'changed.json'), text.replace('5.323', '5.3230001'));
  writeFileSync(join(folder, 'family.json'), text.replace('"family": "rki"', '"family": "hmm"'));
  writeFileSync(join(folder, 'other.json'), '{}');
  expect(run('changed.json').status).toBe(1);
  const unknown = run('family.json');
  expect(unknown.status).toBe(1);
  expect(unknown.lines[0]).toMatch(/^FAIL hmm family rki1 unknown family "hmm"; known are ears, /);
  expect(run('other.json').lines[0]).toMatch(/^FAIL other\.json: family must be a text, it is missing/);
  expect(run('missing.json').status).toBe(1);
});

test.each([
  ['null', 'the file must be an object, it is null'],
  ['{"family": "rki", "cases": {}}', 'cases must be a list, it is an object'],
  ['{"family": "rki", "cases": [null]}', 'cases[0] must be an object, it is null'],
  [
    '{"family": "rki", "cases": [{"id": "a", "output": {}}]}',
    'params of case a must be an object, it is missing',
  ],
  [
    '{"family": "rki", "cases": [{"id": "a", "params": {}}]}',
    'output of case a must be an object, it is missing',
  ],
  ['{"family": "rki", "series": {"observed": "12"}, "cases": []}', 'series.observed must be a list'],
  [
    '{"family": "constructor", "cases": [{"id": "a", "params": {}, "output": {}}]}',
    'unknown family "constructor"',
  ],
])('names what is wrong with %s', (text, message) => {
  writeFileSync(join(folder, 'malformed.json'), text);
  const { status, lines } = run('malformed.json');
  expect(status).toBe(1);
  expect(lines[0]).toContain(message);
});

test('names a column that a case lacks', () => {
  const text = readFileSync(FIXTURE, 'utf8');
  writeFileSync(join(folder, 'column.json'), text.replaceAll('"upperbound"', '"upper"'));
  expect(run('column.json').lines[0]).toContain('output of the case has no column upperbound');
});

test('without files it says how it is used', () => {
  expect(run().status).toBe(2);
});
