import { Problem } from '../problem.ts';
import { tidy } from './clean.ts';
import type { Cell, Row, SheetLimits } from './types.ts';

const SEPARATORS = [',', '\t', ';', '|', ','] as const;

/** Splits delimiter-separated text into records (RFC 4180; quotes may hold line breaks). */
export function* records(text: string, separator: string): Generator<string[]> {
  let at = 0;
  let record: string[] = [];
  while (at <= text.length) {
    let field: string;
    if (text[at] === '"') {
      let end = at + 1;
      for (;;) {
        end = text.indexOf('"', end);
        if (end < 0) throw new Problem('sheet.damaged');
        if (text[end + 1] !== '"') break;
        end += 2;
      }
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      // Stray text after a closing quote belongs to the field, as Excel reads it.
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') {
        field += text[at];
        at += 1;
      }
    } else {
      const start = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
      field = text.slice(start, at);
    }
    record.push(field);
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    yield record;
    record = [];
    if (at >= text.length) return;
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
}

/** The separator that gives the most even rows in the first lines; a comma where none separates anything. */
export function separatorOf(text: string): string {
  const declared = /^sep=(.)\r?\n/.exec(text)?.[1];
  if (declared) return declared;
  const head = text.slice(0, 20_000);
  let best = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const counts = new Map<number, number>();
    for (const line of head.split(/\r\n|\n|\r/).slice(0, 60)) {
      const n = line.split(separator).length - 1;
      if (n > 0) counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    const score = Math.max(0, ...[...counts].map(([n, lines]) => lines * Math.sqrt(n)));
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** `="00123"`: the usual trick to keep zeros in a CSV; any other text that begins with = is a formula. */
function csvCell(raw: string): Cell | undefined {
  const text = tidy(raw);
  if (text === '') return undefined;
  const literal = /^="([^"]*)"$/.exec(text)?.[1];
  if (literal !== undefined) return literal === '' ? undefined : { kind: 'text', text: literal };
  return text.startsWith('=') && text.length > 1 ? { kind: 'formula', text } : { kind: 'text', text };
}

/** Rows of a CSV or TSV text, numbered as a spreadsheet program numbers them. Everything in it is text. */
export function csvRows(
  source: string,
  limits: SheetLimits,
): { rows: Row[]; width: number; separator: string } {
  const separator = separatorOf(source);
  const text = source.replace(/^sep=.\r?\n/, '');
  const rows: Row[] = [];
  let width = 0;
  let no = 0; // a line sep= is not shown, so it has no number
  let cells = 0;
  for (const record of records(text, separator)) {
    no += 1;
    const row = record.map(csvCell);
    const used = row.findLastIndex((c) => c !== undefined) + 1;
    if (used === 0) continue;
    width = Math.max(width, used);
    cells += used;
    if (rows.length >= limits.rows || used > limits.columns || cells > limits.cells) {
      throw new Problem('sheet.too-many', { rows: limits.rows, columns: limits.columns });
    }
    rows.push({ no, hidden: false, cells: row.slice(0, used) });
  }
  return { rows, width, separator };
}
