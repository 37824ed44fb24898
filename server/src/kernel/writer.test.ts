import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { connect, type Database } from './db.ts';

let url: string;
let db: Database;
let owner: pg.Client;
beforeAll(async () => {
  url = await freshDatabase();
  db = connect(url);
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(`create table public.line (n serial, word text unique);
    grant insert, select on public.line to lianfang_app; grant usage on sequence public.line_n_seq to lianfang_app`);
});
afterAll(async () => {
  await db.close();
  await owner.end();
});

const write = (word: string) =>
  db.writer.run<{ word: string }>({
    name: 'line',
    text: 'insert into public.line (word) values ($1) returning word',
    values: [word],
  });
const where = async (what: 'insert' | 'flush'): Promise<bigint> => {
  const { rows } = await owner.query(`select pg_current_wal_${what}_lsn() - '0/0' as at`);
  return BigInt(rows[0].at);
};

test('statements run in the order given, each a transaction of its own, and what is durable is on disk', async () => {
  const words = ['a', 'b', 'a', 'c'];
  const done = await Promise.allSettled(words.map(write));
  expect(done.map((d) => d.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  const { rows } = await owner.query('select word from public.line order by n');
  expect(rows.map((r) => r.word)).toEqual(['a', 'b', 'c']);
  const last = await write('d');
  const written = await where('insert');
  await last.durable();
  expect(await where('flush')).toBeGreaterThanOrEqual(written);
});

test('when a connection is lost, what was not yet on disk is not called durable; the next statement connects anew', async () => {
  const before = await write('before');
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lianfang'
    and datname = current_database()`);
  await expect
    .poll(() =>
      before.durable().then(
        () => 'durable',
        () => 'unknown',
      ),
    )
    .toBe('unknown');
  const after = await write('after');
  await expect(after.durable()).resolves.toBeUndefined();
  await expect(before.durable()).rejects.toThrow();
});
