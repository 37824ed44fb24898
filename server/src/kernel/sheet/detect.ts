import { CFB } from '@e965/xlsx';
import { Problem } from '../problem.ts';
import type { BookFormat, SheetLimits } from './types.ts';
import { checkZip } from './zip.ts';

const starts = (bytes: Buffer, hex: string, at = 0): boolean => {
  const wanted = Buffer.from(hex, 'hex');
  return bytes.subarray(at, at + wanted.length).equals(wanted);
};

/** First bytes of what people rename to .xlsx by mistake. */
const FOREIGN: readonly (readonly [
  string,
  'sheet.picture' | 'sheet.pdf' | 'sheet.archive' | 'sheet.document',
])[] = [
  ['89504e47', 'sheet.picture'], // PNG
  ['ffd8ff', 'sheet.picture'], // JPEG
  ['47494638', 'sheet.picture'], // GIF
  ['424d', 'sheet.picture'], // BMP
  ['49492a00', 'sheet.picture'], // TIFF
  ['4d4d002a', 'sheet.picture'],
  ['25504446', 'sheet.pdf'],
  ['52617221', 'sheet.archive'], // RAR
  ['377abcaf271c', 'sheet.archive'], // 7z
  ['1f8b', 'sheet.archive'], // gzip
  ['425a68', 'sheet.archive'], // bzip2
  ['fd377a585a00', 'sheet.archive'], // xz
  ['7b5c727466', 'sheet.document'], // RTF
];

function refuseForeign(bytes: Buffer): void {
  for (const [hex, code] of FOREIGN) if (starts(bytes, hex)) throw new Problem(code);
  const riff = starts(bytes, '52494646') && bytes.subarray(8, 12).toString('latin1') === 'WEBP';
  const heic = bytes.subarray(4, 8).toString('latin1') === 'ftyp';
  if (riff || heic) throw new Problem('sheet.picture');
}

async function packed(bytes: Buffer, limits: SheetLimits): Promise<BookFormat> {
  const names = await checkZip(bytes, limits);
  const has = (name: string): boolean => names.some((n) => n.replace(/^\//, '').toLowerCase() === name);
  if (has('xl/workbook.xml')) return 'xlsx';
  if (has('xl/workbook.bin')) return 'xlsb';
  if (names.some((n) => /^\/?(word|ppt|visio)\//i.test(n))) throw new Problem('sheet.document');
  if (has('mimetype') && has('content.xml')) return 'ods';
  if (has('[content_types].xml') && names.some((n) => /^\/?xl\//i.test(n))) return 'xlsx';
  throw new Problem('sheet.archive');
}

/** A compound file says what is in it by the names of its streams. A stream that is shorter than declared was cut. */
function compound(bytes: Buffer): BookFormat {
  let names: readonly string[];
  let book: { content: { length: number }; size: number } | null;
  try {
    const file = CFB.read(bytes, { type: 'buffer' });
    names = (file.FullPaths as string[]).map((p) => p.replace(/^.*\//, '').toLowerCase());
    book = (CFB.find(file, 'Workbook') ?? CFB.find(file, 'Book')) as typeof book;
  } catch {
    throw new Problem('sheet.damaged');
  }
  if (names.includes('encryptedpackage') || names.includes('encryptioninfo'))
    throw new Problem('sheet.locked');
  if (!book)
    throw new Problem(
      names.some((n) => /worddocument|powerpoint/.test(n)) ? 'sheet.document' : 'sheet.unreadable',
    );
  if (!book.content || book.content.length < book.size) throw new Problem('sheet.damaged');
  return 'xls';
}

/**
 * What a file really is, by its content. 'text' still has to be looked at as text (CSV, HTML, XML).
 * @throws Problem sheet.* naming what the file is instead of a spreadsheet.
 */
export async function detect(bytes: Buffer, limits: SheetLimits): Promise<BookFormat | 'text'> {
  if (bytes.length === 0) throw new Problem('sheet.empty');
  if (bytes.length > limits.bytes) {
    throw new Problem('sheet.too-large', { megabytes: Math.round(limits.bytes / 1024 / 1024) });
  }
  refuseForeign(bytes);
  if (starts(bytes, '504b0304') || starts(bytes, '504b0506')) return packed(bytes, limits);
  if (starts(bytes, 'd0cf11e0a1b11ae1')) return compound(bytes);
  // A bare BIFF stream (BIFF 2–8 beginning-of-file record, [MS-XLS] 2.4.21).
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1) && (bytes[2] ?? 0) <= 16)
    return 'xls';
  return 'text';
}
