import { Problem } from '../problem.ts';
import { readBook } from './book.ts';
import { csvRows } from './csv.ts';
import { detect } from './detect.ts';
import { htmlSheets } from './html.ts';
import { withPlaces } from './spreadsheetXml.ts';
import { decodeText, refuseBinary } from './text.ts';
import { type Book, SHEET_LIMITS, type Sheet, type SheetLimits } from './types.ts';

/** Charset an HTML page declares; programs that export tables as .xls often write GB2312. */
function htmlText(bytes: Buffer): string {
  const declared = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(bytes.subarray(0, 2048).toString('latin1'))?.[1];
  if (declared && /^gb|^x-gbk/i.test(declared)) {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      // The declaration is wrong: the bytes decide below.
    }
  }
  return decodeText(bytes).text;
}

function fromText(bytes: Buffer, name: string, limits: SheetLimits): Book {
  const head = bytes
    .subarray(0, 2048)
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(ï»¿|ÿþ|þÿ)/, '')
    .trimStart();
  if (/^mime-version:/i.test(head)) throw new Problem('sheet.web-page');
  if (/^(<\?xml|<[\w:]*workbook)/i.test(head) && /urn:schemas-microsoft-com:office:spreadsheet/i.test(head)) {
    const { text } = decodeText(bytes);
    if (!/<\/(\w+:)?Workbook\s*>\s*$/i.test(text)) throw new Problem('sheet.damaged');
    return { format: 'xml', sheets: readBook(withPlaces(text, limits.columns), limits) };
  }
  if (
    /^<(!doctype html|html|head|body|meta|table|style|div|center|!--)/i.test(head) ||
    /<table[\s>]/i.test(head)
  ) {
    return { format: 'html', sheets: htmlSheets(htmlText(bytes), limits) };
  }
  // Other XML, JSON, SYLK, DIF: text, but no table that could be read as lines.
  if (/^(<\?xml|\{|\[\{|ID;P|TABLE\r?\n0,1)/.test(head)) throw new Problem('sheet.unreadable');
  const { text, encoding } = decodeText(bytes);
  refuseBinary(text);
  const { rows, width, separator } = csvRows(text, limits);
  const base = name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const sheet: Sheet = { name: base, hidden: false, rows, width };
  return { format: separator === '\t' ? 'tsv' : 'csv', encoding, sheets: [sheet] };
}

/**
 * Reads a spreadsheet of any known kind into sheets of typed cells. The name only names the sheet of a CSV file.
 * Run it through kernel/isolate.ts where the file comes from outside.
 * @throws Problem sheet.* with a sentence that says what the file is and what to do.
 */
export async function readSpreadsheet(bytes: Buffer, name: string, limits = SHEET_LIMITS): Promise<Book> {
  const format = await detect(bytes, limits);
  const book: Book =
    format === 'text' ? fromText(bytes, name, limits) : { format, sheets: readBook(bytes, limits) };
  if (book.sheets.every((s) => s.rows.length === 0)) throw new Problem('sheet.empty');
  return book;
}
