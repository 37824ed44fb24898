import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { sofficePath } from '../support/programs.ts';

/** A cell of a sheet that LibreOffice is to write. */
export type Out =
  | string
  | number
  | null
  | { readonly text: string | number; readonly across?: number; readonly down?: number }
  | { readonly date: string }
  | { readonly formula: string };
export interface OutSheet {
  readonly name: string;
  readonly rows: readonly (readonly Out[])[];
  readonly hidden?: boolean;
  /** Zero-based indexes of rows filtered away. */
  readonly hiddenRows?: readonly number[];
  /** Zero-based indexes of columns hidden away. */
  readonly hiddenColumns?: readonly number[];
}

const xml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

function cell(out: Out): string {
  if (out === null) return '<table:table-cell/>';
  if (typeof out === 'number') return `<table:table-cell office:value-type="float" office:value="${out}"/>`;
  if (typeof out === 'string') {
    return `<table:table-cell office:value-type="string"><text:p>${xml(out)}</text:p></table:table-cell>`;
  }
  if ('date' in out) {
    return `<table:table-cell table:style-name="date" office:value-type="date" office:date-value="${out.date}"/>`;
  }
  if ('formula' in out) return `<table:table-cell table:formula="${xml(out.formula)}"/>`;
  const span = `table:number-columns-spanned="${out.across ?? 1}" table:number-rows-spanned="${out.down ?? 1}"`;
  const inner = cell(out.text).replace('<table:table-cell', `<table:table-cell ${span}`);
  return inner + '<table:covered-table-cell/>'.repeat((out.across ?? 1) - 1);
}

const columns = ({ hiddenColumns = [] }: OutSheet): string =>
  Array.from(
    { length: Math.max(-1, ...hiddenColumns) + 1 },
    (_, i) => `<table:table-column${hiddenColumns.includes(i) ? ' table:visibility="collapse"' : ''}/>`,
  ).join('');

/** A flat OpenDocument spreadsheet, for LibreOffice to turn into what schools send. */
export function fods(sheets: readonly OutSheet[], epoch: '1900' | '1904' = '1900'): string {
  const ns = (prefix: string, name: string) =>
    `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
  const spaces = `${ns('office', 'office')} ${ns('table', 'table')} ${ns('text', 'text')} ${ns('style', 'style')} ${ns('number', 'datastyle')} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"`;
  const tables = sheets.map(
    (s) =>
      `<table:table table:name="${xml(s.name)}"${s.hidden ? ' table:style-name="hidden"' : ''}>${columns(s)}${s.rows
        .map(
          (row, i) =>
            `<table:table-row${s.hiddenRows?.includes(i) ? ' table:visibility="filter"' : ''}>${row.map(cell).join('')}</table:table-row>`,
        )
        .join('')}</table:table>`,
  );
  const nullDate =
    epoch === '1904'
      ? '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
      : '';
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${spaces} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>
 <number:date-style style:name="n"><number:year number:style="long"/><number:text>/</number:text><number:month/><number:text>/</number:text><number:day/></number:date-style>
 <style:style style:name="date" style:family="table-cell" style:data-style-name="n"/>
 <style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
 </office:automatic-styles><office:body><office:spreadsheet>${nullDate}${tables.join('')}</office:spreadsheet></office:body></office:document>`;
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'lianfang-office-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs LibreOffice on the file `in.<from>` of a folder of its own and returns what it wrote into `out` there. The
 * profile is the worker's own and stays: a start with a new one takes twice as long, and no two may share one.
 */
function office(
  from: string,
  content: string | Buffer,
  args: (folder: string, profile: string) => string[],
): Buffer {
  const soffice = sofficePath();
  if (!soffice)
    throw new Error('LibreOffice is needed: apt-get install libreoffice-calc-nogui (or set SOFFICE)');
  const profile = join(inject('scratch'), `office-${process.env.VITEST_POOL_ID}`);
  return inFolder((folder) => {
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, `in.${from}`), content);
    const all = [`-env:UserInstallation=file://${profile}`, '--headless', ...args(folder, profile)];
    execFileSync(soffice, all, { stdio: 'pipe', timeout: 90_000 });
    return readFileSync(join(folder, 'out', readdirSync(join(folder, 'out'))[0]!));
  });
}

/** Converts by LibreOffice: `convert('csv', text, 'xlsx')`, `convert('fods', …, 'xls:MS Excel 95')`. */
export const convert = (from: string, content: string | Buffer, to: string): Buffer =>
  office(from, content, (folder) => [
    ...(from === 'csv' ? ['--infilter=CSV:44,34,76,1'] : []),
    ...['--convert-to', to, '--outdir', join(folder, 'out'), join(folder, `in.${from}`)],
  ]);

/** The first sheet of a workbook, as LibreOffice reads it. */
export const csvOf = (xlsx: Buffer): string =>
  convert('xlsx', xlsx, 'csv:Text - txt - csv (StarCalc):44,34,76').toString();

const LOCK = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Save(source, target, filter)
  Dim quietly(0) As New com.sun.star.beans.PropertyValue
  quietly(0).Name = "Hidden"
  quietly(0).Value = True
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, quietly())
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filter
  how(1).Name = "Password"
  how(1).Value = "maple-river-42"
  ' Office Open XML wants it as data of encryption ([MS-OFFCRYPTO] 2.3.4.5).
  Dim key(1) As New com.sun.star.beans.NamedValue
  key(0).Name = "OOXPassword"
  key(0).Value = "maple-river-42"
  key(1).Name = "CryptoType"
  key(1).Value = "Standard"
  If filter = "Calc MS Excel 2007 XML" Then
    how(1).Name = "EncryptionData"
    how(1).Value = CreateUnoValue("[]com.sun.star.beans.NamedValue", key())
  End If
  book.storeToURL(target, how())
  book.close(True)
End Sub
</script:module>`;

/**
 * A workbook that LibreOffice saved with a password: `lock(fods(…), 'ods', 'calc8')`. By a macro, since --convert-to
 * knows no password; the macro takes the place of the empty one in a profile that has been used before.
 */
export const lock = (flat: string, to: 'ods' | 'xls' | 'xlsx', filter: string): Buffer =>
  office('fods', flat, (folder, profile) => {
    writeFileSync(join(profile, 'user/basic/Standard/Module1.xba'), LOCK);
    const [source, target] = [`in.fods`, `out/out.${to}`].map((name) => `"file://${join(folder, name)}"`);
    return [`macro:///Standard.Module1.Save(${source},${target},"${filter}")`];
  });

/** Recodes by iconv. */
export const iconv = (text: string | Buffer, to: string): Buffer =>
  execFileSync('iconv', ['-f', 'UTF-8', '-t', to], { input: text });

/** Packs files by zip; contents by path. */
export function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  return inFolder((folder) => {
    for (const [path, content] of Object.entries(files)) {
      execFileSync('mkdir', ['-p', join(folder, path, '..')]);
      writeFileSync(join(folder, path), content);
    }
    execFileSync('zip', ['-q', '-9', '-r', 'out.zip', '.', '-x', 'out.zip'], { cwd: folder });
    return readFileSync(join(folder, 'out.zip'));
  });
}
