import yauzl from 'yauzl';
import { Problem } from '../problem.ts';
import type { SheetLimits } from './types.ts';

const MEGABYTE = 1024 * 1024;
const tooBig = (limits: SheetLimits): Problem =>
  new Problem('sheet.inflates', { megabytes: Math.round(limits.inflatedBytes / MEGABYTE) });

/** An OpenDocument names its encrypted parts here; the parts themselves look like damage (ODF 1.3 part 2, 4.8.2). */
const MANIFEST = 'META-INF/manifest.xml';

/**
 * Inflates one entry and counts, stopping as soon as `left` bytes are passed.
 * @throws Problem sheet.locked where it is the manifest of an encrypted OpenDocument.
 */
async function inflatedSize(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  left: number,
  limits: SheetLimits,
): Promise<number> {
  const stream = await new Promise<NodeJS.ReadableStream>((done, fail) =>
    zip.openReadStream(entry, (error, opened) => (error ? fail(error) : done(opened))),
  );
  let bytes = 0;
  const kept: Buffer[] = [];
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    if (bytes > left) throw tooBig(limits);
    if (entry.fileName === MANIFEST) kept.push(chunk as Buffer);
  }
  if (Buffer.concat(kept).includes('encryption-data')) throw new Problem('sheet.locked');
  return bytes;
}

/**
 * Names of the entries of a zip, after every one has been inflated once and counted: neither the sizes it declares
 * nor those it really has may pass the limit, so that nothing parses an archive that unpacks to gigabytes.
 * @throws Problem sheet.inflates, sheet.locked (encrypted), sheet.damaged (cut off or altered).
 */
export async function checkZip(bytes: Buffer, limits: SheetLimits): Promise<string[]> {
  let zip: yauzl.ZipFile;
  try {
    zip = await new Promise((done, fail) =>
      yauzl.fromBuffer(
        bytes,
        { lazyEntries: true, validateEntrySizes: true, strictFileNames: false },
        (error, opened) => (error ? fail(error) : done(opened)),
      ),
    );
  } catch {
    throw new Problem('sheet.damaged');
  }
  const names: string[] = [];
  let declared = 0;
  let actual = 0;
  if (zip.entryCount > limits.entries) throw tooBig(limits);
  try {
    for await (const entry of entriesOf(zip)) {
      declared += entry.uncompressedSize;
      if (declared > limits.inflatedBytes) throw tooBig(limits);
      if ((entry.generalPurposeBitFlag & 1) !== 0) throw new Problem('sheet.locked');
      names.push(entry.fileName);
      if (!entry.fileName.endsWith('/')) {
        actual += await inflatedSize(zip, entry, limits.inflatedBytes - actual, limits);
      }
    }
  } catch (error) {
    // yauzl reports "too many bytes in the stream" where an entry is longer than it says: the mark of a bomb.
    if (error instanceof Problem) throw error;
    throw /too many bytes/.test((error as Error).message) ? tooBig(limits) : new Problem('sheet.damaged');
  }
  return names;
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (let i = 0; i < zip.entryCount; i += 1) {
    yield await new Promise<yauzl.Entry>((done, fail) => {
      const settle = (): void => {
        zip.removeListener('entry', onEntry);
        zip.removeListener('error', onError);
      };
      const onEntry = (entry: yauzl.Entry): void => {
        settle();
        done(entry);
      };
      const onError = (error: Error): void => {
        settle();
        fail(error);
      };
      zip.on('entry', onEntry);
      zip.on('error', onError);
      zip.readEntry();
    });
  }
}
