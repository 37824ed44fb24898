import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { entryOf, MANIFEST, type Manifest, parseManifest, SECRET } from './manifest.ts';

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open);

/** A backup file opened for reading. */
export interface Archive {
  readonly manifest: Manifest;
  readonly secret: Buffer | undefined;
  /** The COPY text of a table. */
  table(name: string): Promise<Readable>;
  /** Reads every table through and compares its checksum. @throws Error naming the first that differs */
  verify(onTable?: (name: string) => void): Promise<void>;
  close(): void;
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((done, fail) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => done(entries));
    zip.on('error', fail);
    zip.readEntry();
  });
}

async function readWhole(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** @throws Error with a sentence when the file is no backup, or cut off */
export async function openArchive(file: string): Promise<Archive> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new Error(`There is no file ${file}.`);
      throw new Error(`${file} is not a backup of LianFang, or it is cut off (${error.message}).`);
    },
  );
  const entries = await listEntries(zip);
  const openEntry = promisify<Entry, Readable>(zip.openReadStream.bind(zip));
  const open = async (name: string): Promise<Readable> => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`${file} is not whole: ${name} is missing.`);
    return openEntry(entry);
  };
  const manifest = parseManifest((await readWhole(await open(MANIFEST))).toString('utf8'));
  return {
    manifest,
    secret: manifest.includesSecret ? await readWhole(await open(SECRET)) : undefined,
    table: (name) => open(entryOf(name)),
    async verify(onTable) {
      for (const table of manifest.tables) {
        const hash = createHash('sha256');
        for await (const chunk of await open(entryOf(table.name))) hash.update(chunk as Buffer);
        if (hash.digest('hex') !== table.sha256) {
          throw new Error(`${file} is damaged: the checksum of ${table.name} differs. Use another backup.`);
        }
        onTable?.(table.name);
      }
    },
    close: () => zip.close(),
  };
}
