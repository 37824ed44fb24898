import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeLogger } from './logging.ts';

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: await freshDatabase() });
  await client.connect();
});
afterAll(() => client.end());

/** The line the log has for an error. */
async function lineOf(error: unknown): Promise<Record<string, unknown>> {
  const out = new PassThrough();
  makeLogger('info', out).error(error, 'failed');
  const [line] = await once(out, 'data');
  return JSON.parse(String(line)).err;
}

test('of an error of the database the log keeps what and where, nothing of the row or the connection', async () => {
  await client.query(`create temporary table visitor (name text constraint visitor_pk primary key);
    insert into visitor values ('王小明')`);
  const error = await client.query(`insert into visitor values ('王小明')`).catch((e: unknown) => e);
  Object.assign(error as object, { client });
  const line = await lineOf(new Error('not recorded', { cause: error }));
  expect(line).toMatchObject({
    message: 'not recorded',
    cause: { type: 'DatabaseError', code: '23505', table: 'visitor', constraint: 'visitor_pk' },
  });
  expect(JSON.stringify(line)).not.toMatch(/王小明|processID|secretKey/);
});
