import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|html|svg|json|webmanifest)$/;
/** Smaller files fit one packet as they are. */
const LEAST = 1024;

/** Leaves `.br` and `.gz` beside every built text, at the best level: the server sends them as they are. */
export function compress(folder: string): Plugin {
  return {
    name: 'lianfang-compress',
    apply: 'build',
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const names = (await readdir(folder, { recursive: true })).filter((name) => TEXT.test(name));
        for (const name of names) {
          const path = join(folder, name);
          const text = await readFile(path);
          if (text.length < LEAST) continue;
          const best = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } };
          await writeFile(`${path}.br`, await promisify(brotliCompress)(text, best));
          await writeFile(`${path}.gz`, await promisify(gzip)(text, { level: 9 }));
        }
      },
    },
  };
}
