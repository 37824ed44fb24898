import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashesOfInlineScripts, secureHeaders } from './headers.ts';
import { answerProblems } from './http.ts';
import { compressAnswers, serveWeb } from './web.ts';

let app: FastifyInstance;
const script = 'console.log(1);'.repeat(200);

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lianfang-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>LianFang</title>');
  await writeFile(join(folder, 'sw.js'), 'self.addEventListener("fetch", () => {});');
  await writeFile(join(folder, 'assets/app-abc123.js'), script);
  await writeFile(join(folder, 'assets/app-abc123.js.br'), brotliCompressSync(script));
  app = Fastify();
  answerProblems(app);
  secureHeaders(app, true);
  await compressAnswers(app);
  await serveWeb(app, folder);
  app.post('/length', async (request) => ({ length: JSON.stringify(request.body).length }));
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

test('files with a hash in their name are kept for good, everything else is asked for again', async () => {
  expect((await get('/assets/app-abc123.js')).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  );
  for (const url of ['/', '/sw.js', '/boards/county?date=2026-11-18']) {
    expect((await get(url)).headers['cache-control'], url).toBe('no-cache');
  }
});

test('any page of the web gets index.html; the API and missing assets do not', async () => {
  expect((await get('/checks/today')).body).toContain('<title>LianFang</title>');
  const api = await get('/api/nothing');
  expect(api.statusCode).toBe(404);
  expect(api.json().code).toBe('kernel.not-found');
  expect((await get('/assets/old-000000.js')).statusCode).toBe(404);
});

test('the compressed neighbour is sent to who takes it', async () => {
  const packed = await get('/assets/app-abc123.js', { 'accept-encoding': 'br' });
  expect(packed.headers['content-encoding']).toBe('br');
  expect(packed.headers['content-type']).toMatch(/javascript/);
  expect((await get('/assets/app-abc123.js')).body).toBe(script);
});

test('a compressed body is refused, not unpacked', async () => {
  const send = (payload: Buffer, encoding?: string) =>
    app.inject({
      method: 'POST',
      url: '/length',
      payload,
      headers: { 'content-type': 'application/json', ...(encoding && { 'content-encoding': encoding }) },
    });
  const body = Buffer.from(JSON.stringify('0'.repeat(1000)));
  expect((await send(body)).json()).toEqual({ length: body.length });
  expect((await send(gzipSync(body), 'gzip')).statusCode).toBe(400);
});

test('no way out of the folder', async () => {
  for (const url of [
    '/../package.json',
    '/..%2fpackage.json',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
  ]) {
    const answer = await get(url);
    expect(answer.statusCode === 200 ? answer.body : '', url).not.toMatch(/"name"|root:/);
  }
});

test('no inline script may run, and no other site may frame or read the answers', async () => {
  const { headers } = await get('/');
  const policy = headers['content-security-policy'] as string;
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['strict-transport-security']).toMatch(/max-age/);
  expect((await get('/api/nothing')).headers['cache-control']).toBe('no-store');
});

test('inline scripts of a page are named by their SHA-256, linked ones are not', () => {
  const page = '<script src="a.js"></script><script type="text/javascript">alert(1)</script>';
  expect(hashesOfInlineScripts(page)).toEqual(["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]);
});
