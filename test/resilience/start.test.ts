import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lianfang as command } from '../support/command.ts';
import { type Platform, startPlatform } from '../support/platform.ts';

let platform: Platform;
let folder: string;

beforeAll(async () => {
  platform = await startPlatform({ keep: true });
  folder = platform.folder;
}, 120_000);
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

const lianfang = (args: readonly string[], env: Record<string, string> = {}) =>
  command(args, { LIANFANG_DATA: folder, ...env });

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const postmaster = async () =>
  Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

test('prints its address and a one-time set-up link, and answers', async () => {
  expect(platform.setupLink).toMatch(/\/setup#token=[\w-]{32}$/);
  expect(await (await fetch(`${platform.url}/health`)).json()).toEqual({ status: 'ok' });
  const document = (await (await fetch(`${platform.url}/api/openapi.json`)).json()) as { openapi: string };
  expect(document.openapi).toBe('3.1.0');
});

test('keeps its secrets to its owner', async () => {
  for (const name of ['secret', 'postgres.password', 'run.json']) {
    expect((await stat(join(folder, name))).mode & 0o077, name).toBe(0);
  }
});

test('a second start on the same data says who has it and ends with an error', async () => {
  const second = await lianfang(['start']);
  expect(second.code).toBe(1);
  expect(second.output).toContain(`is in use by "lianfang start" (process ${platform.process.pid}`);
});

test('commands work beside the running server', async () => {
  const verified = await lianfang(['audit', 'verify']);
  expect(verified).toMatchObject({ code: 0, output: expect.stringContaining('All chains are whole') });
  expect((await lianfang(['migrate', '--dry-run'])).output).toContain('Nothing to do.');
});

test('a wrong setting is named before anything starts', async () => {
  const wrong = await lianfang(['start'], { LIANFANG_TZ: 'Asia/Nowhere', PORT: 'x' });
  expect(wrong.code).toBe(1);
  expect(wrong.output).toMatch(/PORT is "x".*\n.*LIANFANG_TZ is "Asia\/Nowhere"/);
});

test('the metrics are told to this machine', async () => {
  const text = await (await fetch(`${platform.url}/metrics`)).text();
  expect(text).toContain('lianfang_database_connections{state="idle"}');
});

test('SIGTERM stops the server and its PostgreSQL; commands then start one for themselves', async () => {
  const pid = await postmaster();
  await platform.stop();
  expect(platform.process.exitCode).toBe(0);
  expect(alive(pid)).toBe(false);
  expect((await lianfang(['audit', 'verify'])).code).toBe(0);
  await expect(postmaster()).rejects.toThrow();
});

test('a port in use and another secret are refused with what to do', async () => {
  const other: Server = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as { port: number };
  const taken = await lianfang(['start'], { PORT: String(port) });
  expect(taken).toMatchObject({ code: 1, output: expect.stringContaining('Choose another with PORT') });
  other.close();
  const foreign = await lianfang(['start'], { LIANFANG_SECRET: 'another-secret-of-more-than-32-characters' });
  expect(foreign).toMatchObject({ code: 1, output: expect.stringContaining('written with another secret') });
});

test('a postmaster.pid whose number now belongs to another program does not hinder the start', async () => {
  await writeFile(
    join(folder, 'postgres/postmaster.pid'),
    `${process.pid}\n${folder}\n0\n5432\n\n127.0.0.1\n`,
  );
  platform = await startPlatform({ folder, keep: true });
  expect((await fetch(`${platform.url}/health`)).status).toBe(200);
  expect(alive(process.pid)).toBe(true);
});
