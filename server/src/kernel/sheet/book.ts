import * as XLSX from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { Problem } from '../problem.ts';
import { tidy } from './clean.ts';
import { serialDate } from './serial.ts';
import type { Cell, Row, Sheet, SheetLimits } from './types.ts';

XLSX.set_cptable(codepages); // names in BIFF 2–5 files are in the code page of their writer (936)

/** What the library hands out of a dense sheet. */
type RawSheet = XLSX.WorkSheet & { '!data'?: (XLSX.CellObject | undefined)[][] };

function numberCell(raw: XLSX.CellObject, date1904: boolean): Cell {
  const value = raw.v as number;
  const text = tidy(raw.w ?? String(value)) || String(value);
  if (typeof raw.z === 'string' && XLSX.SSF.is_date(raw.z)) {
    const date = serialDate(value, date1904);
    if (date) return { kind: 'date', text, value, date };
  }
  return { kind: 'number', text, value };
}

/** One cell; formulas leave only their saved result (never executed, never kept). */
function toCell(raw: XLSX.CellObject | undefined, date1904: boolean): Cell | undefined {
  if (!raw) return undefined;
  if (raw.v === undefined || raw.v === null) {
    return raw.f === undefined ? undefined : { kind: 'formula', text: '=…' };
  }
  switch (raw.t) {
    case 'n':
      return Number.isFinite(raw.v) ? numberCell(raw, date1904) : { kind: 'error', text: '#NUM!' };
    case 'b':
      return { kind: 'boolean', text: raw.v ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'error', text: tidy(raw.w ?? '') || '#N/A' };
    case 'd': {
      const date = (raw.v as Date).toISOString().slice(0, 10);
      return { kind: 'date', text: tidy(raw.w ?? '') || date, date };
    }
    default: {
      const text = tidy(String(raw.v));
      return text === '' ? undefined : { kind: 'text', text };
    }
  }
}

interface Budget {
  cells: number;
}

function spend(budget: Budget, n: number, limits: SheetLimits): void {
  budget.cells += n;
  if (budget.cells > limits.cells)
    throw new Problem('sheet.too-many', { rows: limits.rows, columns: limits.columns });
}

/** Copies the first cell of each merged range over the range, as far as the sheet is used. */
function fillMerges(
  grid: Map<number, (Cell | undefined)[]>,
  sheet: RawSheet,
  budget: Budget,
  limits: SheetLimits,
): void {
  const lastRow = Math.max(-1, ...grid.keys());
  const width = Math.max(0, ...[...grid.values()].map((r) => r.length));
  for (const { s, e } of sheet['!merges'] ?? []) {
    const origin = grid.get(s.r)?.[s.c];
    if (!origin) continue;
    const copy: Cell = { ...origin, merged: true };
    const to = { r: Math.min(e.r, lastRow), c: Math.min(e.c, Math.max(width - 1, s.c)) };
    spend(budget, Math.max(0, to.r - s.r + 1) * Math.max(0, to.c - s.c + 1), limits);
    for (let r = s.r; r <= to.r; r += 1) {
      const row = grid.get(r) ?? [];
      for (let c = s.c; c <= to.c; c += 1) row[c] ??= copy;
      grid.set(r, row);
    }
  }
}

function toSheet(
  sheet: RawSheet,
  name: string,
  hidden: boolean,
  date1904: boolean,
  budget: Budget,
  limits: SheetLimits,
): Sheet {
  const grid = new Map<number, (Cell | undefined)[]>();
  sheet['!data']?.forEach((raw, r) => {
    const row: (Cell | undefined)[] = [];
    raw?.forEach((rawCell, c) => {
      const cell = toCell(rawCell, date1904);
      if (cell) row[c] = cell;
    });
    if (row.length === 0) return;
    spend(
      budget,
      row.reduce((n) => n + 1, 0),
      limits,
    );
    if (row.length > limits.columns || grid.size >= limits.rows) {
      throw new Problem('sheet.too-many', { rows: limits.rows, columns: limits.columns });
    }
    grid.set(r, row);
  });
  fillMerges(grid, sheet, budget, limits);
  const rows: Row[] = [...grid]
    .sort(([a], [b]) => a - b)
    .map(([r, cells]) => ({ no: r + 1, hidden: sheet['!rows']?.[r]?.hidden === true, cells }));
  return { name: tidy(name), hidden, rows, width: Math.max(0, ...rows.map((r) => r.cells.length)) };
}

/**
 * Reads a workbook that detect() knows. `source` is text for XML, whose encoding was settled before.
 * @throws Problem sheet.locked, sheet.damaged, sheet.too-many.
 */
export function readBook(source: Buffer | string, limits: SheetLimits): Sheet[] {
  let book: XLSX.WorkBook;
  try {
    book = XLSX.read(source, {
      type: typeof source === 'string' ? 'string' : 'buffer',
      dense: true,
      cellNF: true, // number formats tell dates from numbers
      cellFormula: true, // to know a formula without a saved result from an empty cell
      sheetStubs: true,
      cellHTML: false,
      cellStyles: typeof source !== 'string', // hidden rows
    });
  } catch (error) {
    throw new Problem(/password|encrypt/i.test((error as Error).message) ? 'sheet.locked' : 'sheet.damaged');
  }
  if (book.SheetNames.length > limits.sheets)
    throw new Problem('sheet.too-many-sheets', { sheets: limits.sheets });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const budget: Budget = { cells: 0 };
  return book.SheetNames.map((name, i) =>
    toSheet(
      book.Sheets[name] as RawSheet,
      name,
      (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
      date1904,
      budget,
      limits,
    ),
  );
}
