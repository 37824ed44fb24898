import { Problem } from '../problem.ts';
import { tidy } from './clean.ts';
import type { Cell, Row, Sheet, SheetLimits } from './types.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const decode = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

const span = (attributes: string, name: string): number => {
  const n = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(attributes)?.[1] ?? 1);
  return Math.max(1, n);
};

/** A table under construction: `down` holds cells that span into rows still to come. */
class Table {
  readonly rows: Row[] = [];
  width = 0;
  #no = 0;
  #row: (Cell | undefined)[] | null = null;
  #down = new Map<number, { left: number; cell: Cell | undefined }>();
  #text: string | null = null;
  #spans = { columns: 1, rows: 1 };
  readonly #spend: (n: number) => void;

  constructor(spend: (n: number) => void) {
    this.#spend = spend;
  }

  text(text: string): void {
    if (this.#text !== null) this.#text += text;
  }

  openCell(attributes: string): void {
    this.closeCell();
    this.#row ??= this.#begin();
    this.#text = '';
    this.#spans = { columns: span(attributes, 'colspan'), rows: span(attributes, 'rowspan') };
  }

  closeCell(): void {
    if (this.#text === null || !this.#row) return;
    const text = tidy(decode(this.#text));
    this.#text = null;
    const cell: Cell | undefined = text === '' ? undefined : { kind: 'text', text };
    let at = 0;
    while (at in this.#row || this.#down.has(at)) at += 1;
    this.#spend(this.#spans.columns);
    for (let i = 0; i < this.#spans.columns; i += 1) {
      const part: Cell | undefined = cell && i > 0 ? { ...cell, merged: true } : cell;
      this.#row[at + i] = part;
      if (this.#spans.rows > 1) {
        this.#down.set(at + i, { left: this.#spans.rows, cell: cell && { ...cell, merged: true } });
      }
    }
  }

  openRow(): void {
    this.closeRow();
    this.#row = this.#begin();
  }

  closeRow(): void {
    this.closeCell();
    if (!this.#row) return;
    const row = this.#row;
    this.#row = null;
    for (const [c, d] of this.#down) {
      d.left -= 1;
      if (d.left === 0) this.#down.delete(c);
    }
    const used = row.findLastIndex((c) => c !== undefined) + 1;
    if (used === 0) return;
    this.width = Math.max(this.width, used);
    this.rows.push({ no: this.#no, hidden: false, cells: row.slice(0, used) });
  }

  /** A new row begins with the cells that reach down into it. */
  #begin(): (Cell | undefined)[] {
    this.#no += 1;
    const row: (Cell | undefined)[] = [];
    for (const [c, d] of this.#down) row[c] = d.cell;
    return row;
  }
}

/**
 * Tables of an HTML page saved under the name of a spreadsheet, as many school systems export them. Every value is
 * text, so identity numbers keep their digits. Cells and rows may lack their end tags (HTML Standard, 13.1.2.4).
 * @throws Problem sheet.web-page without a table; sheet.damaged where the last table is not closed.
 */
export function htmlSheets(source: string, limits: SheetLimits): Sheet[] {
  const html = source.replace(/<!--[\s\S]*?-->/g, '').replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '');
  if (!/<table[\s>]/i.test(html)) throw new Problem('sheet.web-page');
  let cells = 0;
  const spend = (n: number): void => {
    cells += n;
    if (n > limits.columns || cells > limits.cells) {
      throw new Problem('sheet.too-many', { rows: limits.rows, columns: limits.columns });
    }
  };
  const sheets: Sheet[] = [];
  const open: Table[] = [];
  for (const [token, slash, name = '', attributes = ''] of html.matchAll(
    /<(\/?)([a-z][a-z0-9:]*)([^>]*)>|[^<]+|</gi,
  )) {
    const table = open.at(-1);
    const tag = name.toLowerCase();
    if (tag === 'table') {
      if (!slash) open.push(new Table(spend));
      else if (table) {
        table.closeRow();
        open.pop();
        if (table.rows.length > limits.rows) {
          throw new Problem('sheet.too-many', { rows: limits.rows, columns: limits.columns });
        }
        sheets.push({
          name: `Sheet${sheets.length + 1}`,
          hidden: false,
          rows: table.rows,
          width: table.width,
        });
      }
    } else if (tag === 'tr') slash ? table?.closeRow() : table?.openRow();
    else if (tag === 'td' || tag === 'th') slash ? table?.closeCell() : table?.openCell(attributes);
    else if (tag === 'br' || tag === 'p' || tag === 'div') table?.text(' ');
    else if (tag === '') table?.text(token);
  }
  if (open.length > 0) throw new Problem('sheet.damaged');
  return sheets;
}
