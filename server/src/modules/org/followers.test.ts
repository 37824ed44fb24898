import type { OperationEffect } from '@lianfang/contract/orgOperations';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { insertReceipts } from '../../../../test/support/receipt.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { turnDay } from './operation/settle.ts';

let app: TestApp;
let world: World;
let owner: pg.Client;
let city: Headers;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  city = await as(app, ['administrator', world.id('CITY')]);
  owner = new pg.Client({ connectionString: app.url });
  await owner.connect();
  await owner.query(`
    with made as (
      insert into people.person (area_id, kind, unit_id, school_id, lineage, name, joined_on)
      select area_id, 'student', id, school_id, lineage, '学生' || n, '2026-09-01'
      from org.unit, generate_series(1, 3) n where kind = 'class' returning id, unit_id, lineage)
    insert into people.placement (person_id, unit_id, lineage, valid)
    select id, unit_id, lineage, '[2026-09-01,)' from made`);
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

const operate = async (unit: string, body: object, suffix = '') => {
  const url = `/api/units/${world.id(unit)}/operations${suffix}`;
  const id = crypto.randomUUID();
  const answer = await app.app.inject({
    method: 'POST',
    url,
    headers: city,
    payload: { id, effectiveOn: '2026-11-18', ...body },
  });
  return { id, answer };
};
const undo = (unit: string, id: string) =>
  app.app.inject({
    method: 'POST',
    url: `/api/units/${world.id(unit)}/operations/${id}/undo`,
    headers: city,
  });
const pupils = async (unit: string): Promise<{ area_id: string; here: boolean; left_on: string | null }[]> =>
  (
    await owner.query(
      `select area_id, lineage = (select lineage from org.unit where id = unit_id) as here, left_on
       from people.person where unit_id = $1`,
      [world.id(unit)],
    )
  ).rows;

test('a move today takes the pupils’ current rows along, back again on undo; yesterday’s placement stays', async () => {
  const { answer } = await operate('S1', { type: 'move', parentId: world.id('CB') }, '/preview');
  expect(answer.json<OperationEffect>().counts).toMatchObject({ pupils: 12 });
  const { id } = await operate('S1', { type: 'move', parentId: world.id('CB') });
  expect(await pupils('S1-G1-1')).toEqual(
    Array(3).fill({ area_id: world.id('CB'), here: true, left_on: null }),
  );
  const { rows } = await owner.query(
    `select bool_and($2 = any(lineage)) as old from people.placement where unit_id = $1 and valid @> date '2026-11-17'`,
    [world.id('S1-G1-1'), world.id('CA')],
  );
  expect(rows[0].old).toBe(true);
  expect((await undo('S1', id)).statusCode).toBe(200);
  expect(await pupils('S1-G1-1')).toEqual(
    Array(3).fill({ area_id: world.id('CA'), here: true, left_on: null }),
  );
});

test('merging a class today hands its pupils on, and can then not be undone', async () => {
  const { id } = await operate('S1-G1-1', { type: 'merge', intoId: world.id('S1-G1-2') });
  expect(await pupils('S1-G1-2')).toHaveLength(6);
  expect(await pupils('S1-G1-1')).toEqual([]);
  expect((await undo('S1-G1-1', id)).json()).toMatchObject({ code: 'org.undo-in-use', params: { count: 3 } });
});

test('a planned closing lets the pupils go on its day, not before', async () => {
  await operate('S3', { type: 'close', effectiveOn: '2026-12-01' });
  expect((await pupils('S3-G1-1')).map((p) => p.left_on)).toEqual([null, null, null]);
  await app.db.tx('*', (tx) => turnDay(tx, '2026-12-01'));
  expect(new Set((await pupils('S3-G1-1')).map((p) => String(p.left_on)))).toEqual(new Set(['2026-12-01']));
});

test('a check received since makes an effective operation stay', async () => {
  const { id } = await operate('S2', { type: 'move', parentId: world.id('CB'), effectiveOn: '2026-12-01' });
  await owner.query(
    insertReceipts('select area_id, id as unit_id, school_id, lineage from org.unit where id = $1', {
      period: "'2026-12-02'",
    }),
    [world.id('S2-G7-1')],
  );
  app.clock.set('2026-12-03T08:00:00+08:00');
  expect((await undo('S2', id)).json()).toMatchObject({ code: 'org.undo-in-use', params: { count: 1 } });
});
