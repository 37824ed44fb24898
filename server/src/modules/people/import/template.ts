import type { ImportKind } from '@lianfang/contract/people.import';
import type { OutSheet } from '../../../kernel/sheet/write.ts';
import { fieldsOf } from './fields.ts';

const NAMES: Readonly<Record<ImportKind, string>> = {
  students: '学生名册',
  staff: '教职工名册',
  units: '单位名册',
};
/** Columns that few need: left out of the template, still recognised. */
const RARE = new Set(['idType', 'schoolCode', 'phone', 'dormitory', 'stage', 'boarding', 'grade']);

/** An empty list with the headings that are recognised surest. */
export function templateOf(kind: ImportKind): OutSheet {
  const own =
    kind === 'staff'
      ? new Set([...RARE].filter((f) => f !== 'phone'))
      : kind === 'students'
        ? new Set([...RARE].filter((f) => f !== 'grade'))
        : RARE;
  return {
    name: NAMES[kind],
    columns: fieldsOf(kind)
      .filter((f) => !own.has(f.name))
      .map((f) => ({
        heading: f.headings[0]!,
        width: f.name === 'idNumber' || f.name === 'address' ? 24 : 16,
      })),
    rows: [],
  };
}
