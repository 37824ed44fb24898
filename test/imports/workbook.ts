import { readSpreadsheet } from '@lianfang/server/kernel/sheet/read';
import { writeSpreadsheet } from '@lianfang/server/kernel/sheet/write';

export type Cells = (string | number | null)[];

/** A workbook of ours, opened, changed by hand (its sheets as rows of cells, headings first) and saved again. */
export async function editWorkbook(bytes: Buffer, change: (...sheets: Cells[][]) => void): Promise<Buffer> {
  const book = await readSpreadsheet(bytes, 'book.xlsx');
  const grids = book.sheets.map(({ rows }) => rows.map((r): Cells => r.cells.map((c) => c?.text ?? null)));
  change(...grids);
  return writeSpreadsheet(
    grids.map(([head, ...rows], i) => ({
      name: book.sheets[i]!.name,
      columns: head!.map((h) => ({ heading: String(h), width: 12 })),
      rows: rows.map((row) => head!.map((_, c) => row[c] ?? null)),
    })),
  );
}
