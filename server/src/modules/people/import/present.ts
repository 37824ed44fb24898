import { fullWidth } from '@lianfang/contract/chinese';
import type { ImportCounts, RejectedRow, RowAction, RowProblem } from '@lianfang/contract/people.import';
import { rowProblems } from '@lianfang/contract/people.rows';
import { fillText } from '@lianfang/contract/problem';
import type { Lang } from '../../../kernel/problem.ts';
import type { Draft, Fault, SheetPlan } from './draft.ts';

export function presentFault(fault: Fault, lang: Lang): RowProblem {
  const text = rowProblems[fault.code][lang];
  const fill = (part: string): string => {
    const filled = fillText(part, fault.params);
    return lang === 'zh' ? fullWidth(filled) : filled;
  };
  return {
    column: fault.column,
    heading: fault.heading,
    field: fault.field,
    value: fault.value,
    code: fault.code,
    reason: fill(text.reason),
    remedy: fill(text.remedy),
    params: fault.params,
  };
}

/** A rejected row as it is kept: faults without language. */
export interface KeptRow {
  readonly sheet: string;
  readonly sheetIndex: number;
  readonly row: number;
  readonly faults: readonly Fault[];
}

export const keepRow = (draft: Draft, sheets: readonly SheetPlan[]): KeptRow => ({
  sheet: sheets.find((s) => s.index === draft.sheet)?.name ?? '',
  sheetIndex: draft.sheet,
  row: draft.row,
  faults: draft.faults,
});

export const presentRow = (row: KeptRow, lang: Lang): RejectedRow => ({
  sheet: row.sheet,
  row: row.row,
  problems: row.faults.map((f) => presentFault(f, lang)),
});

/** “身份证号（D 列）校验位不对，有数字写错：119***********0018”; of a whole row only the reason. */
export function sentence(problem: RowProblem, lang: Lang): string {
  const { column, code, reason, value } = problem;
  const heading = problem.heading ?? fieldName(problem.field, lang);
  if (lang === 'zh') {
    const where = column ? `${heading}（${column} 列）` : code === 'missing' ? heading : '';
    return `${where}${reason}${value && `：${value}`}`;
  }
  const where = column ? `${heading} (column ${column}) ` : code === 'missing' ? `${heading} ` : '';
  return `${where}${reason}${value && `: ${value}`}`;
}

/** Names of fields that a file has no column for. */
const FIELD_NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  name: ['姓名（名称）', 'Name'],
  schoolName: ['学校', 'School'],
  schoolCode: ['学校代码', 'School code'],
  className: ['班级', 'Class'],
  kind: ['单位类型', 'Kind'],
  parentName: ['上级单位', 'Unit above'],
};
const fieldName = (field: string | null, lang: Lang): string =>
  (field && FIELD_NAMES[field]?.[lang === 'zh' ? 0 : 1]) || (lang === 'zh' ? '此行' : 'Row');

export function countActions(actions: readonly RowAction[], rejected: number): ImportCounts {
  const of = (action: RowAction): number => actions.filter((a) => a === action).length;
  return {
    rows: actions.length + rejected,
    new: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    moved: of('moved'),
    returned: of('returned'),
    rejected,
  };
}
