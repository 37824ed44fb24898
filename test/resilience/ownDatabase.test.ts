import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '@lianfang/server/kernel/postgres';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lianfang } from '../support/command.ts';
import { startPlatform } from '../support/platform.ts';

/** A PostgreSQL that is somebody else's: the platform knows nothing of it but DATABASE_URL. */
let server: EmbeddedPostgres;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianfang-own-'));
  server = await startPostgres(join(folder, 'server'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function asAdministrator(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
function urlOf(user: string, database: string): string {
  const url = new URL(server.url);
  Object.assign(url, { username: user, password: 'only-for-this-test', pathname: `/${database}` });
  return url.href;
}
const run = (url: string, ...args: string[]) =>
  lianfang(args, { DATABASE_URL: url, LIANFANG_DATA: join(folder, 'data') });
const role = (name: string, more = '') => `create role ${name} login password 'only-for-this-test' ${more}`;

test('what is missing is said in a sentence with the remedy, and the password is not repeated', async () => {
  await asAdministrator(
    role('plain'),
    role('guest'),
    'create database plain owner plain',
    'create database bare',
    `create database latin owner plain encoding 'LATIN1' locale 'C' template template0`,
  );
  const said = async (user: string, database: string) => {
    const { code, output } = await run(urlOf(user, database), 'migrate');
    expect([code, output.trim().split('\n').length, output.includes('only-for-this-test')]).toEqual([
      1,
      1,
      false,
    ]);
    return output;
  };
  expect(await said('plain', 'nowhere')).toMatch(
    /no database "nowhere".*create database "nowhere" owner "plain"/,
  );
  expect(await said('stranger', 'plain')).toMatch(/does not let "stranger" in.*DATABASE_URL/);
  expect(await said('guest', 'bare')).toContain('alter database bare owner to guest;');
  expect(await said('plain', 'latin')).toMatch(/LATIN1.*UTF8/);
  expect(await said('plain', 'plain')).toContain(
    'create role lianfang_app nologin; grant lianfang_app to plain;',
  );
  const closed = await run('postgres://plain@127.0.0.1:1/plain', 'migrate');
  expect(closed.output).toMatch(/No PostgreSQL answers on 127\.0\.0\.1:1.*DATABASE_URL/);
});

test('an owner who may not make roles works once the administrator made the one it needs', async () => {
  await asAdministrator('create role lianfang_app nologin');
  expect((await run(urlOf('plain', 'plain'), 'migrate')).output).toContain('grant lianfang_app to plain;');
  await asAdministrator('grant lianfang_app to plain');
  expect(await run(urlOf('plain', 'plain'), 'migrate')).toMatchObject({ code: 0 });
  expect(await run(urlOf('plain', 'plain'), 'migrate')).toMatchObject({ output: 'Nothing to do.\n' });
  await asAdministrator('grant lianfang_app to guest');
  const foreign = await run(urlOf('guest', 'plain'), 'migrate');
  expect(foreign.output).toContain('tables belong to the role "plain"');
});

test('an address that would take the unprivileged role away is refused', async () => {
  const { code, output } = await run(
    `${urlOf('plain', 'plain')}?options=-c%20statement_timeout%3D0`,
    'migrate',
  );
  expect([code, output]).toEqual([
    1,
    expect.stringContaining('an address without "options", which the platform sets itself'),
  ]);
});

test('an owner without other rights starts, sets up, is verified, backed up and restored', async () => {
  await asAdministrator(role('owner'), 'create database county owner owner', 'grant lianfang_app to owner');
  const env = { DATABASE_URL: urlOf('owner', 'county') };
  const platform = await startPlatform({ folder: join(folder, 'data'), env, keep: true });
  try {
    expect(platform.setupLink).toMatch(/\/setup#token=/);
    const url = urlOf('owner', 'county');
    const made = await run(
      url,
      ...['create-admin', '--username', 'chief', '--name', '程思远', '--unit', '990121'],
      ...['--unit-kind', 'county', '--unit-name', '青澜县'],
    );
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('chief may sign in') });
    expect(await (await fetch(`${platform.url}/api/setup`)).json()).toMatchObject({ needed: false });
    expect((await run(url, 'audit', 'verify')).output).toContain('All chains are whole');
    const file = join(folder, 'county.zip');
    expect(await run(url, 'backup', file)).toMatchObject({ code: 0 });
    const beside = await run(url, 'restore', file, '--force');
    expect(beside).toMatchObject({ code: 1, output: expect.stringContaining('Stop it first') });
    await platform.stop();
    expect(await run(url, 'restore', file)).toMatchObject({
      code: 1,
      output: expect.stringContaining('--force'),
    });
    expect(await run(url, 'restore', file, '--force')).toMatchObject({ code: 0 });
    expect((await run(url, 'audit', 'verify')).output).toContain('All chains are whole');
  } finally {
    await platform.stop();
  }
});
