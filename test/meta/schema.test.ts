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
