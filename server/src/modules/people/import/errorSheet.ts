import { readSpreadsheet } from '../../../kernel/sheet/read.ts';
import { type OutSheet, writeSpreadsheet } from '../../../kernel/sheet/write.ts';

export interface ErrorSheetInput {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly sheets: readonly {
    readonly index: number;
    readonly name: string;
    readonly headings: readonly string[];
  }[];
  readonly rows: readonly {
    readonly sheetIndex: number;
    readonly row: number;
    readonly reasons: string;
    readonly remedies: string;
    /** Column indexes of the cells at fault. */
    readonly columns: readonly number[];
  }[];
  readonly words: { readonly row: string; readonly reasons: string; readonly remedies: string };
}

/**
 * The rejected rows of a file as an .xlsx: the file's own columns, then row number, reasons and remedies. Corrected, it
 * can be imported as it is. Runs in a thread, as it reads the file again.
 */
export async function errorSheet(input: ErrorSheetInput): Promise<Uint8Array> {
  const book = await readSpreadsheet(Buffer.from(input.bytes), input.fileName);
  const out: OutSheet[] = [];
  for (const { index, name, headings } of input.sheets) {
    const rejected = input.rows.filter((r) => r.sheetIndex === index);
    const sheet = book.sheets[index];
    if (rejected.length === 0 || !sheet) continue;
    const byNo = new Map(sheet.rows.map((r) => [r.no, r]));
    const width = headings.length;
    out.push({
      name,
      columns: [
        ...headings.map((h) => ({ heading: h.split(' / ').at(-1) ?? h, width: 18 })),
        { heading: input.words.row, width: 8 },
        { heading: input.words.reasons, width: 50 },
        { heading: input.words.remedies, width: 50 },
      ],
      rows: rejected.map((r) => [
        ...headings.map((_, c) => {
          const cell = byNo.get(r.row)?.cells[c];
          return cell ? (cell.date ?? cell.text) : null;
        }),
        r.row,
        r.reasons,
        r.remedies,
      ]),
      noteColumns: [width + 1, width + 2],
      marks: rejected.map((r) => r.columns),
    });
  }
  return writeSpreadsheet(out);
}
