import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where `vite build` leaves the web. */
export const WEB_DIST = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/**
 * Compression of answers made on the fly. Level 4 of brotli: a board of 100 kB in about a millisecond. Bodies that come
 * in compressed are not unpacked: nobody sends any, and a small one may unpack to gigabytes.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    globalDecompression: false,
    threshold: 1024,
    brotliOptions: { params: { 1: 4 } },
  });
}

async function list(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name).slice(folder.length).split(sep).join('/').replace(/^\//, '')),
  );
}

/**
 * Serves the built web: files under assets/ carry a hash in their name and never change; everything else is asked
 * for again each time. Any other address is a page of the web and gets index.html; addresses under /api/ do not.
 * Files with a .br or .gz beside them (made by the build) are sent compressed.
 */
export async function serveWeb(app: FastifyInstance, folder: string = WEB_DIST): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  const known = await list(folder);
  await app.register(files, { root: folder, serve: false, preCompressed: true, cacheControl: false });
  app.get('/*', { schema: { hide: true }, compress: false }, async (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    if (path.startsWith('api/')) return reply.callNotFound();
    const asset = known.has(path) && !/\.(br|gz)$/.test(path);
    if (!asset && /^assets\//.test(path)) return reply.callNotFound();
    reply.header(
      'cache-control',
      asset && path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    return reply.sendFile(asset ? path : 'index.html');
  });
}
