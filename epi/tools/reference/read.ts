import type { ReferenceFile } from './format.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a value is, for a message. */
function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function requireObject(value: unknown, field: string): Record<string, unknown> {
  if (!isObject(value)) throw new Error(`${field} must be an object, it is ${nameOf(value)}`);
  return value;
}

function requireList(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${field} must be a list, it is ${nameOf(value)}`);
  return value;
}

function checkCase(value: unknown, i: number): void {
  const testCase = requireObject(value, `cases[${i}]`);
  if (typeof testCase.id !== 'string') {
    throw new Error(`cases[${i}].id must be a text, it is ${nameOf(testCase.id)}`);
  }
  requireObject(testCase.params, `params of case ${testCase.id}`);
  requireObject(testCase.output, `output of case ${testCase.id}`);
  if (testCase.derived !== undefined) requireObject(testCase.derived, `derived of case ${testCase.id}`);
  if (testCase.range === undefined) return;
  const { first, last } = requireObject(testCase.range, `range of case ${testCase.id}`);
  if (!Number.isInteger(first) || !Number.isInteger(last)) {
    throw new Error(`range of case ${testCase.id} must have whole numbers first and last`);
  }
}

/**
 * The reference file in a text, its shape checked; what a family needs beyond that its comparison asks for.
 *
 * @param id name of the file, for the report
 * @returns null for a folder's manifest, which lists files and holds no cases
 * @throws Error naming the field at fault
 */
export function parseReference(text: string, id: string): ReferenceFile | null {
  const file = requireObject(JSON.parse(text), 'the file');
  if ('files' in file && !('cases' in file)) return null;
  if (typeof file.family !== 'string') {
    throw new Error(`family must be a text, it is ${nameOf(file.family)}: not a reference file`);
  }
  requireList(file.cases, 'cases').forEach(checkCase);
  if (file.derived !== undefined) {
    requireList(file.derived, 'derived').forEach((part, i) => {
      requireObject(part, `derived[${i}]`);
    });
  }
  if (file.series !== undefined) {
    const series = requireObject(file.series, 'series');
    for (const name of ['observed', 'incidence', 'local', 'imported', 'dates'] as const) {
      if (series[name] !== undefined && series[name] !== null) requireList(series[name], `series.${name}`);
    }
  }
  return { ...file, id } as unknown as ReferenceFile;
}
