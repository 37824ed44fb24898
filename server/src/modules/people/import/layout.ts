import type { ImportKind } from '@lianfang/contract/people.import';
import { halfWidth, squeeze } from '../../../kernel/sheet/clean.ts';
import type { Cell, Row, Sheet } from '../../../kernel/sheet/types.ts';
import { readClass, readGrade } from '../values/className.ts';
import { ofPeople } from './fields.ts';
import { type Fit, headingFits, isHeading } from './match.ts';

/** Where the headings of a sheet are. `from`/`to` index sheet.rows; null: the list begins with its first row. */
export interface Header {
  readonly from: number;
  readonly to: number;
  /** Texts above one another, by column. */
  readonly paths: readonly (readonly string[])[];
}

/** Headings are looked for in this many rows: some forms have long instructions above. */
const LOOK = 60;

const textAt = (row: Row | undefined, c: number): string => row?.cells[c]?.text ?? '';
const distinct = (row: Row): Set<string> => new Set(row.cells.flatMap((c) => (c ? [c.text] : [])));

/** How many different fields the cells of a row name. */
function headingScore(kind: ImportKind, row: Row): number {
  const fields = new Set<string>();
  for (const cell of row.cells) {
    const fit = cell?.kind === 'text' ? headingFits(kind, [cell.text])[0] : undefined;
    if (fit) fields.add(fit.field);
  }
  return fields.size;
}

/** A cell that can only be data: a number of some length, a date, an identity number. */
const isData = (cell: Cell | undefined): boolean =>
  cell !== undefined && (cell.kind !== 'text' || /^\d+$|^[12]\d{3}[-./年]/.test(squeeze(cell.text)));

/** Does the row above belong to the headings: groups over them, or headings that reach down? */
function reachesDown(kind: ImportKind, above: Row | undefined, below: Row): boolean {
  if (!above || above.no !== below.no - 1 || distinct(above).size < 2) return false;
  const texts = [...distinct(above)];
  if (texts.some((t) => /:.+/.test(halfWidth(t))) || above.cells.some(isData)) return false;
  const merged = above.cells.some((c, i) => c && below.cells[i]?.merged && below.cells[i]?.text === c.text);
  return merged || texts.some((t) => isHeading(kind, t) || /信息|情况|家长|监护人?|联系人/.test(t));
}

const isExact = (kind: ImportKind, text: string): boolean => (headingFits(kind, [text])[0]?.score ?? 0) > 0.8;

/** Is the row below a second line of headings (姓名 and 电话 under 监护人)? */
function isSubHeading(kind: ImportKind, head: Row, below: Row | undefined): boolean {
  if (!below || below.no !== head.no + 1 || below.cells.some(isData)) return false;
  let own = 0;
  let known = 0;
  for (const [i, cell] of below.cells.entries()) {
    if (!cell || (cell.merged && cell.text === textAt(head, i))) continue;
    const overName = headingFits(kind, [textAt(head, i)])[0]?.field === 'name';
    if (overName && !isExact(kind, cell.text)) return false;
    own += 1;
    if (isExact(kind, cell.text)) known += 1;
  }
  return own > 0 && known >= Math.max(1, own * 0.6);
}

function pathsOf(rows: readonly Row[], width: number): string[][] {
  return Array.from({ length: width }, (_, c) => {
    const path: string[] = [];
    rows.forEach((row, i) => {
      const last = i === rows.length - 1;
      const own = textAt(row, c);
      // A group heading that was not merged stands over its first column only.
      const inherited =
        own === '' && !last && textAt(rows[i + 1], c) !== ''
          ? (row.cells.slice(0, c).findLast((x) => x)?.text ?? '')
          : '';
      const text = own || inherited;
      if (text !== '' && text !== path.at(-1)) path.push(text);
    });
    return path;
  });
}

/** Finds the row (or rows) of headings, or null for a list without. */
export function findHeader(kind: ImportKind, sheet: Sheet): Header | null {
  let best = -1;
  let score = 0;
  sheet.rows.slice(0, LOOK).forEach((row, i) => {
    const s = headingScore(kind, row);
    if (s > score) [best, score] = [i, s];
  });
  const row = sheet.rows[best];
  if (
    !row ||
    (score < 2 &&
      !(
        score === 1 &&
        distinct(row).size <= 2 &&
        isHeading(
          kind,
          textAt(
            row,
            row.cells.findIndex((c) => c),
          ),
        )
      ))
  ) {
    return null;
  }
  let from = best;
  let to = best;
  while (reachesDown(kind, sheet.rows[from - 1], sheet.rows[from]!)) from -= 1;
  while (to - from < 3 && isSubHeading(kind, sheet.rows[to]!, sheet.rows[to + 1])) to += 1;
  return { from, to, paths: pathsOf(sheet.rows.slice(from, to + 1), sheet.width) };
}

const isGroup = (text: string): boolean => {
  const t = squeeze(text);
  const key = readClass(t);
  return (
    (key !== null && (key.level !== undefined || key.entryYear !== undefined)) ||
    (/年级|级$|^[高初]/.test(t) && readGrade(t) !== null)
  );
};

export type Misshape =
  | { readonly code: 'people.import-cross-table'; readonly params: { across: string } }
  | { readonly code: 'people.import-side-by-side'; readonly params: { heading: string; times: number } };

/**
 * Tables that are not one row a record: classes or grades across the top, fields down the side, or the same list
 * several times side by side. Reading them row by row would import nonsense.
 */
export function misshape(kind: ImportKind, sheet: Sheet, header: Header | null): Misshape | null {
  const tops = header ? header.paths.map((p) => p.at(-1) ?? '') : [];
  const rows = header
    ? []
    : sheet.rows.slice(0, 10).map((r) => r.cells.map((c) => (c && !c.merged ? c.text : '')));
  for (const texts of [tops, ...rows]) {
    const groups = texts.filter((t) => t !== '' && isGroup(t));
    const used = texts.filter((t) => t !== '').length;
    if (new Set(groups).size >= 3 && (header || groups.length >= used * 0.6)) {
      return { code: 'people.import-cross-table', params: { across: `${groups[0]}、${groups[1]}…` } };
    }
  }
  const side = sheet.rows
    .slice(0, 20)
    .filter((r) => isHeading(kind, textAt(r, 0)) && r.cells.length > 2).length;
  if (!header && side >= 3) {
    return {
      code: 'people.import-cross-table',
      params: { across: textAt(sheet.rows[0], 1) || textAt(sheet.rows[1], 1) },
    };
  }
  if (!header) return null;
  const names = header.paths
    .filter((path) => (headingFits(kind, path)[0] as Fit | undefined)?.field === 'name')
    .map((p) => p.join('/'));
  const times = names.filter((n) => n === names[0]).length;
  return times > 1 && ofPeople(kind)
    ? { code: 'people.import-side-by-side', params: { heading: names[0]!, times } }
    : null;
}
