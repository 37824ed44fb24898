import type { ImportChoices, ImportKind } from '@lianfang/contract/people.import';
import { Problem } from '../../../kernel/problem.ts';
import { clean, squeeze } from '../../../kernel/sheet/clean.ts';
import { readSpreadsheet } from '../../../kernel/sheet/read.ts';
import type { Sheet } from '../../../kernel/sheet/types.ts';
import { readClass } from '../values/className.ts';
import { matchColumns } from './columns.ts';
import type { Analysis, Draft, SheetPlan } from './draft.ts';
import { neededIn } from './fields.ts';
import { findHeader, misshape } from './layout.ts';
import { otherKind } from './otherKind.ts';
import { readRecords } from './records.ts';
import { markRepeats } from './repeats.ts';

export interface AnalyseInput {
  readonly kind: ImportKind;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Business date, YYYY-MM-DD. */
  readonly today: string;
  readonly choices: ImportChoices;
}

const CLASS_IN_TEXT =
  /(?:[一二三四五六七八九]|十[一二]?|\d{1,2})年级\s*[(]?\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*[)]?\s*班|20\d{2}级\s*[(]?\s*\d{1,2}\s*[)]?\s*班|[高初][一二三]\s*[(]?\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*[)]?\s*班|[一二三四五六七八九]\s*[(]\s*\d{1,2}\s*[)]\s*班?/;

/** The class that the name of a sheet or a title above the headings speaks of, where no column does. */
function classOf(sheet: Sheet, titles: readonly string[]): string | null {
  const key = readClass(sheet.name);
  const graded = key !== null && (key.level !== undefined || key.entryYear !== undefined);
  if (graded && (key.no !== undefined || /班/.test(sheet.name))) return squeeze(sheet.name);
  for (const text of [...titles, sheet.name]) {
    const named = /班级:\s*([^\s:,]+)/.exec(clean(text))?.[1] ?? CLASS_IN_TEXT.exec(clean(text))?.[0];
    if (named && readClass(named)) return squeeze(named);
  }
  return null;
}

/** The columns without which a file is no list of its kind, as its headings call them. */
const NEEDED: Readonly<Record<ImportKind, string>> = {
  students: '“姓名”',
  staff: '“姓名”',
  units: '“单位名称”',
  calendar: '“日期”和“是否开放”（或“学期名称”“开学日”“最后一天”）',
};

interface Read {
  readonly plan: SheetPlan;
  readonly drafts: readonly Draft[];
  readonly problem: Problem | null;
}

function readSheet(input: AnalyseInput, sheet: Sheet, index: number): Read {
  const { kind, choices, today } = input;
  const chosen = choices.sheets?.find((s) => s.index === index);
  const header = findHeader(kind, sheet);
  const titleRows = header ? sheet.rows.slice(0, header.from) : [];
  const titles = titleRows.flatMap((r) => [...new Set(r.cells.flatMap((c) => c?.text ?? []))]);
  const columns = matchColumns(kind, sheet, header, chosen?.columns ?? {});
  const base = {
    index,
    name: sheet.name,
    hidden: sheet.hidden,
    headerRows: header
      ? ([sheet.rows[header.from]!.no, sheet.rows[header.to]!.no] as [number, number])
      : null,
    columns,
    titles,
    className: classOf(sheet, titles),
  };
  const unused = (why: string, problem: Problem | null = null): Read => ({
    plan: { ...base, used: false, why, rows: 0, hiddenRows: 0, skipped: [] },
    drafts: [],
    problem,
  });
  if (sheet.rows.length === 0) return unused('empty');
  if (chosen?.used === false) return unused('user');
  if (sheet.hidden && chosen?.used !== true) return unused('hidden');
  const wrong = misshape(kind, sheet, header);
  if (wrong) return unused('shape', new Problem(wrong.code, { sheet: sheet.name, ...wrong.params }));
  const other = chosen?.columns ? null : otherKind(kind, header);
  if (other) return unused('shape', other);
  const fields = new Set(columns.map((c) => c.field));
  const needed = neededIn(kind, fields, header !== null || chosen?.columns !== undefined);
  if (!needed) {
    return unused('no-columns', new Problem('people.import-no-columns', { fields: NEEDED[kind] }));
  }
  const records = readRecords({ kind, index, sheet, header, columns, needed, today });
  const { skipped, hiddenRows, drafts } = records;
  return {
    plan: { ...base, used: true, why: null, rows: drafts.length, hiddenRows, skipped },
    drafts,
    problem: null,
  };
}

/**
 * Reads a file as far as that goes without the database: which sheets and columns hold what, every row's values, and
 * what is wrong with them. Pure but for its bytes; run in a thread (kernel/isolate.ts).
 * @throws Problem sheet.* or people.import-* where the file as a whole is no such list.
 */
export async function analyse(input: AnalyseInput): Promise<Analysis> {
  const book = await readSpreadsheet(Buffer.from(input.bytes), input.fileName);
  const read = book.sheets.map((sheet, index) => readSheet(input, sheet, index));
  const sheets = read.map((r) => r.plan);
  if (!sheets.some((s) => s.used)) {
    const shape = read.find((r) => r.plan.why === 'shape');
    throw shape?.problem ?? noColumns(input.kind, read);
  }
  const drafts = read.flatMap((r) => r.drafts);
  if (drafts.length === 0) throw new Problem('people.import-no-rows');
  markRepeats(input.kind, drafts, sheets);
  return { kind: input.kind, format: book.format, encoding: book.encoding ?? null, sheets, drafts };
}

function noColumns(kind: ImportKind, read: readonly Read[]): Problem {
  if (read.every((r) => !r.problem)) return new Problem('people.import-no-rows');
  return new Problem('people.import-no-columns', { fields: NEEDED[kind] });
}
