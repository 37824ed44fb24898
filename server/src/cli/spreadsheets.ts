import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../kernel/problem.ts';
import { SHEET_LIMITS } from '../kernel/sheet/types.ts';

const LIST = /\.(xlsx|xlsm|xlsb|xls|et|ods|csv|tsv|txt|xml|html?)$/i;
/** ~$名册.xlsx: what Excel and WPS leave beside a file that is open; ._名册.xlsx: what a Mac leaves. */
const LEFTOVER = /^(~\$|\.)/;

/** One argument of the command line: files to import, or why there are none. */
export type Given = { readonly file: string } | { readonly file: string; readonly problem: Problem };

/** Files as they are; folders as the lists in them and below, in the order of their names. */
export async function spreadsheetsIn(paths: readonly string[]): Promise<readonly Given[]> {
  const given: Given[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (!found) given.push({ file: path, problem: new Problem('people.import-missing-file') });
    else if (!found.isDirectory()) given.push({ file: path });
    else {
      const names = (await readdir(path, { recursive: true })).filter(
        (name) => LIST.test(name) && !LEFTOVER.test(basename(name)),
      );
      names.sort((a, b) => a.localeCompare(b, 'zh', { numeric: true }));
      given.push(...names.map((name) => ({ file: join(path, name) })));
      if (names.length === 0) given.push({ file: path, problem: new Problem('people.import-empty-folder') });
    }
  }
  return given;
}

/** @throws Problem where it is no file, or far larger than any list: not even read into memory then. */
export async function bytesOf(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new Problem('people.import-missing-file');
  if (found.size > SHEET_LIMITS.bytes) {
    throw new Problem('sheet.too-large', { megabytes: SHEET_LIMITS.bytes / 1024 / 1024 });
  }
  return readFile(file);
}
