import { knownMigrations } from '@lianfang/server/kernel/migrate';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: await freshDatabase() });
  await client.connect();
});
afterAll(() => client.end());

const OURS = `('kernel', 'org', 'people', 'access', 'health', 'reporting', 'insight')`;

test('every foreign key has an index that begins with its columns', async () => {
  const { rows } = await client.query(`
    select c.conrelid::regclass as "table", c.conname from pg_constraint c
    join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and n.nspname in ${OURS} and not exists (
      select 1 from pg_index i where i.indrelid = c.conrelid
        and (i.indkey::smallint[])[0:array_length(c.conkey, 1) - 1] @> c.conkey)`);
  expect(rows).toEqual([]);
});

test('rows about people and health are under row-level security', async () => {
  const { rows } = await client.query(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('people', 'health') and not c.relrowsecurity`);
  expect(rows).toEqual([]);
});

test('every constraint has a name of our own', async () => {
  const { rows } = await client.query(`
    select conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where n.nspname in ${OURS} and contype in ('p', 'f', 'u', 'c', 'x')
      and conname ~ '(_pkey|_fkey|_check|_excl)$'`);
  expect(rows).toEqual([]);
});

test('no two migrations carry the same number', () => {
  const numbers = knownMigrations().map((name) => name.slice(0, 4));
  expect(numbers).toEqual([...new Set(numbers)]);
});

// They run as the owner of the tables, past row-level security: what they are given was decided by the application.
test('functions that run as the owner are executed by the application and by nobody else', async () => {
  const { rows } = await client.query(`
    select p.oid::regprocedure::text as function, case a.grantee when 0 then 'public' else a.grantee::regrole::text end as by
    from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where p.prosecdef and p.pronamespace <> 'pg_catalog'::regnamespace and p.prorettype <> 'trigger'::regtype
      and a.grantee not in (p.proowner, 'lianfang_app'::regrole)`);
  expect(rows).toEqual([]);
});

const NOTHING = "select * from health.record_checks('{}', now(), '[]', null)";

test.each([
  ['lianfang_app', null],
  ['stranger', '42501'],
])('a batch of checks, written by %s: SQLSTATE %s', async (role, refused) => {
  await client.query('begin');
  try {
    await client.query('create role stranger');
    await client.query('grant usage on schema health to stranger');
    await client.query(`set local role ${role}`);
    const code = await client.query(NOTHING).then(
      () => null,
      (error: pg.DatabaseError) => error.code,
    );
    expect(code).toBe(refused);
  } finally {
    await client.query('rollback');
  }
});
