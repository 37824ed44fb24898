import type { ImportKind } from '@lianfang/contract/people.import';
import type { OutSheet } from '../../../kernel/sheet/write.ts';
import { fieldsOf } from './fields.ts';

const NAMES: Readonly<Record<ImportKind, string>> = {
  students: '学生名册',
  staff: '教职工名册',
  units: '单位名册',
  calendar: '校历',
};
/** Columns that few need: left out of the template, still recognised. */
const RARE = new Set(['idType', 'schoolCode', 'phone', 'dormitory', 'stage', 'boarding', 'grade']);

/** The sheets of a calendar and their fields. */
const CALENDAR: Readonly<Record<string, readonly string[]>> = {
  日历: ['date', 'until', 'open', 'reason', 'calendar'],
  学期: ['term', 'first', 'last'],
};

function calendarSheets(): OutSheet[] {
  const heading = new Map(fieldsOf('calendar').map((f) => [f.name, f.headings[0]!]));
  return Object.entries(CALENDAR).map(([name, fields]) => ({
    name,
    columns: fields.map((f) => ({ heading: heading.get(f)!, width: 16 })),
    rows: [],
  }));
}

/** An empty list with the headings that are recognised surest, and the name of its file. */
export function templateOf(kind: ImportKind): { readonly name: string; readonly sheets: OutSheet[] } {
  return { name: NAMES[kind], sheets: kind === 'calendar' ? calendarSheets() : [listSheet(kind)] };
}

function listSheet(kind: ImportKind): OutSheet {
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
