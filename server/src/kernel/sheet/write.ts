import ExcelJS from 'exceljs';

export interface OutColumn {
  readonly heading: string;
  /** In characters of the default font. */
  readonly width?: number;
}
export interface OutSheet {
  readonly name: string;
  readonly columns: readonly OutColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Zero-based indexes of columns shown as notes (the reasons of an error sheet). */
  readonly noteColumns?: readonly number[];
  /** One cell a row to mark, by column index. */
  readonly marks?: readonly (readonly number[])[];
}

/**
 * A text that Excel, WPS or LibreOffice might take for a formula when the file is opened or saved as CSV gets an
 * apostrophe (OWASP: CSV injection). Numbers with a sign are left alone.
 */
export function neutral(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

/** Characters Excel does not allow in the name of a sheet, and its 31 characters. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1';

/** An .xlsx of plain tables: a frozen heading row, every text stored as text (identity numbers keep their digits). */
export async function writeSpreadsheet(sheets: readonly OutSheet[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const out of sheets) {
    const sheet = book.addWorksheet(sheetName(out.name), { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = out.columns.map((c) => ({ width: c.width ?? 16, style: { numFmt: '@' } }));
    const head = sheet.addRow(out.columns.map((c) => neutral(c.heading)));
    head.font = { bold: true };
    out.rows.forEach((row, i) => {
      const added = sheet.addRow(row.map((v) => (typeof v === 'string' ? neutral(v) : v)));
      // A number under the text format would be shown as text, and not be summed by hand-made formulas.
      row.forEach((v, c) => {
        if (typeof v === 'number') added.getCell(c + 1).numFmt = 'General';
      });
      for (const c of out.noteColumns ?? [])
        added.getCell(c + 1).alignment = { wrapText: true, vertical: 'top' };
      for (const c of out.marks?.[i] ?? []) {
        added.getCell(c + 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFCE8D5' } };
      }
    });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
