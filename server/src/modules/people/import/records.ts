import type { ImportColumn, ImportKind } from '@lianfang/contract/people.import';
import { squeeze } from '../../../kernel/sheet/clean.ts';
import type { Cell, Row, Sheet } from '../../../kernel/sheet/types.ts';
import { checkIdNumber } from '../values/idNumber.ts';
import { masked } from './columns.ts';
import type { Draft, Fault, Values } from './draft.ts';
import type { Header } from './layout.ts';
import { plainHeading } from './match.ts';
import { type ColumnFacts, columnFacts, readCell } from './readers.ts';

const FOOTER =
  /^(合计|总计|小计|共计|总人数|本页小计|平均|填表人|制表人?|审核人?|负责人|校长签字|经办人|填报人|填报单位|填报日期|制表日期|打印日期|备注:|注:|说明:|注意|填写说明|填表说明|以上|共\d+(人|名|行|条)|第\d+页)/;
/** 班主任签字: , 联系电话: — places to be filled by hand, below the list. */
const SIGNATURE = /^[\p{Script=Han}()]{2,12}:/u;
const EXAMPLE = /^(示例|样例|范例|例如?|例:)/;

/** Why a row below the headings is no record: sums and notes, a repeated heading, an example. Null: it is one. */
function skipReason(
  kind: ImportKind,
  row: Row,
  columns: readonly ImportColumn[],
  headings: readonly string[],
): string | null {
  const own = row.cells.flatMap((c) => (c ? [c] : []));
  const texts = [...new Set(own.map((c) => squeeze(c.text)))];
  const nameAt = columns.findIndex((c) => c.field === 'name');
  const name = squeeze(row.cells[nameAt]?.text ?? '');
  const first = texts[0] ?? '';
  const same = row.cells.filter(
    (c, i) => c && headings[i] !== '' && squeeze(c.text).startsWith(headings[i]!),
  ).length;
  if (same >= 2 && same >= own.length * 0.6) return 'heading';
  if (EXAMPLE.test(first) || EXAMPLE.test(name)) return 'example';
  if (texts.length <= 6 && /^(合计|总计|小计|共计|总人数|本页小计|平均)/.test(first)) return 'sum-or-note';
  if (name === '' && SIGNATURE.test(first)) return 'sum-or-note';
  const bare =
    kind === 'units' || kind === 'calendar'
      ? texts.length <= 3
      : name === '' || FOOTER.test(name) || texts.length === 1;
  if (bare && (FOOTER.test(first) || FOOTER.test(name))) return 'sum-or-note';
  // A note merged over the whole width, or a long sentence alone in its row.
  if (texts.length === 1 && (own.length > 2 || [...first].length > 15) && !/^\d+$/.test(first))
    return 'sum-or-note';
  return null;
}

/** A row that was prepared but never filled: nothing but its running number, or a class merged down over it. */
function isUnfilled(row: Row, columns: readonly ImportColumn[], headings: readonly string[]): boolean {
  return row.cells.every((cell, c) => {
    if (!cell || cell.merged) return true;
    const heading = headings[c] ?? '';
    return (
      columns[c]?.field == null &&
      /^(序号|编号|no|序列|行号)?$/.test(heading) &&
      /^\d{1,6}$/.test(squeeze(cell.text))
    );
  });
}

function checkPerson(
  values: Values & { idType?: string },
  today: string,
): { values: Values; codes: [string, Fault['code']][] } {
  const { idType, ...rest } = values;
  const codes: [string, Fault['code']][] = [];
  if (rest.birthDate !== undefined && rest.birthDate > today) codes.push(['birthDate', 'date-future']);
  if (rest.idNumber === undefined) return { values: rest, codes };
  if (idType === 'other') {
    if (!/^[A-Z0-9()/-]{5,20}$/.test(rest.idNumber)) codes.push(['idNumber', 'id-other']);
    return { values: { ...rest, otherDocument: true }, codes };
  }
  const check = checkIdNumber(rest.idNumber, today);
  if (!check.ok) return { values: rest, codes: [...codes, ['idNumber', check.problem]] };
  if (rest.birthDate !== undefined && rest.birthDate !== check.birthDate)
    codes.push(['birthDate', 'birth-conflict']);
  if (rest.sex !== undefined && rest.sex !== check.sex) codes.push(['sex', 'sex-conflict']);
  return { values: { ...rest, idNumber: check.number, birthDate: check.birthDate, sex: check.sex }, codes };
}

function readRow(
  { kind, index, columns, needed, today }: List,
  row: Row,
  facts: readonly ColumnFacts[],
): Draft {
  const faults: Fault[] = [];
  const read: Record<string, string | boolean> = {};
  const fault = (c: number, code: Fault['code'], params: Fault['params'] = {}): void => {
    const column = columns[c];
    const shown = row.cells[c]?.text ?? '';
    faults.push({
      column: column?.column ?? null,
      heading: column?.heading || null,
      field: column?.field ?? null,
      value: masked(column?.field ?? null, shown),
      code,
      params,
    });
  };
  columns.forEach((column, c) => {
    const cell = row.cells[c];
    if (column.field === null || !cell) return;
    const reading = readCell(kind, column.field, cell, facts[c]!);
    if ('code' in reading) fault(c, reading.code, reading.params);
    else if ('value' in reading) read[column.field] = reading.value;
  });
  const at = (field: string): number => columns.findIndex((c) => c.field === field);
  for (const field of needed) {
    if (read[field] === undefined && !faults.some((f) => f.field === field)) fault(at(field), 'missing');
  }
  if (kind === 'units' || kind === 'calendar') return { sheet: index, row: row.no, values: read, faults };
  const { values, codes } = checkPerson(read, today);
  for (const [field, code] of codes) fault(at(field), code);
  return { sheet: index, row: row.no, values, faults };
}

/** A sheet whose columns are known. */
export interface List {
  readonly kind: ImportKind;
  readonly index: number;
  readonly sheet: Sheet;
  readonly header: Header | null;
  readonly columns: readonly ImportColumn[];
  /** Fields no row can do without. */
  readonly needed: readonly string[];
  readonly today: string;
}

export interface Records {
  readonly drafts: Draft[];
  readonly skipped: { row: number; why: string; text: string }[];
  readonly hiddenRows: number;
}

/** Reads the rows below the headings. Hidden (filtered) rows are read too: nobody should vanish from a list unseen. */
export function readRecords(list: List): Records {
  const { kind, sheet, header, columns } = list;
  const rows = sheet.rows.slice(header ? header.to + 1 : 0);
  const facts = columns.map((_, c) =>
    columnFacts(rows.flatMap((r): Cell[] => (r.cells[c] ? [r.cells[c]] : []))),
  );
  const headings = columns.map((_, c) => plainHeading(header?.paths[c]?.at(-1) ?? ''));
  const drafts: Draft[] = [];
  const skipped: Records['skipped'] = [];
  let hiddenRows = 0;
  for (const row of rows) {
    if (isUnfilled(row, columns, headings)) continue;
    const why = skipReason(kind, row, columns, headings);
    if (why) {
      skipped.push({
        row: row.no,
        why,
        text: [...new Set(row.cells.flatMap((c) => c?.text ?? []))].join(' ').slice(0, 60),
      });
      continue;
    }
    if (row.hidden) hiddenRows += 1;
    drafts.push(readRow(list, row, facts));
  }
  return { drafts, skipped, hiddenRows };
}
