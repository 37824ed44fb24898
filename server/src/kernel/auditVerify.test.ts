import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { verifyAudit } from './auditVerify.ts';

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: await freshDatabase() });
  await client.connect();
});
afterAll(() => client.end());

beforeEach(async () => {
  await client.query('truncate kernel.audit_entry, kernel.audit_head');
  for (const area of [1, 2]) {
    const entries = Array.from({ length: 40 }, (_, i) => ({
      actor: 'a',
      verb: 'check.submit',
      object: `check:${i}`,
    }));
    await client.query('select kernel.audit_append($1, $2)', [area, JSON.stringify(entries)]);
  }
});

test('whole chains are whole', async () => {
  expect(await verifyAudit(client)).toEqual({ areas: 2, entries: 80, faults: [] });
});

test.each([
  ['altered', `update kernel.audit_entry set actor = 'b' where area_id = 2 and seq = 7`, '7'],
  ['altered', `update kernel.audit_entry set detail = '{"x":1}' where area_id = 2 and seq = 9`, '9'],
  ['missing', 'delete from kernel.audit_entry where area_id = 2 and seq between 5 and 6', '7'],
  ['missing', 'delete from kernel.audit_entry where area_id = 2 and seq = 1', '2'],
  ['head', 'delete from kernel.audit_entry where area_id = 2 and seq > 30', '30'],
  ['head', 'update kernel.audit_head set seq = 39 where area_id = 2', '40'],
  ['head', 'delete from kernel.audit_entry where area_id = 2', '0'],
])('%s: %s', async (kind, sql, seq) => {
  await client.query(sql);
  expect((await verifyAudit(client)).faults).toMatchObject([{ areaId: '2', seq, kind }]);
});

test('a row forged with a hash of its own does not fit the row after it', async () => {
  await client.query(`update kernel.audit_entry set actor = 'b', hash = kernel.audit_hash(prev_hash, area_id, seq, at,
    'b', holding, verb, object, unit_id, detail) where area_id = 2 and seq = 7`);
  expect((await verifyAudit(client)).faults).toMatchObject([{ areaId: '2', seq: '8', kind: 'unlinked' }]);
});
