import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { type ListedUnit, upsertUnits } from './index.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
});
afterAll(() => app.close());

const put = (rows: readonly ListedUnit[], under = 'CB') =>
  app.db.tx('*', (tx) =>
    upsertUnits(tx, rows, {
      underId: world.id(under),
      today: '2026-11-18',
      now: '2026-11-18T00:00:00Z',
      accountId: 'a',
    }),
  );
const outcomes = async (rows: readonly ListedUnit[]) => (await put(rows)).map((r) => r.outcome);

test('units are made in any order, and the same list again changes nothing', async () => {
  const list: ListedUnit[] = [
    { kind: 'class', name: '一年级1班', path: ['青山小学', '一年级'] },
    { kind: 'grade', name: '一年级', path: ['青山小学'], attributes: { grade: 1 } },
    { kind: 'school', code: 'QS', name: '青山小学', territoryCode: 'ST3' },
    { kind: 'class', name: '一年级1班', path: ['青山小学', '一年级'] },
  ];
  expect(await outcomes(list)).toEqual(['created', 'created', 'created', 'unchanged']);
  expect(await outcomes(list)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);
});

test('a unit found by code takes the name and attributes of the list from today on', async () => {
  const rows: ListedUnit[] = [
    { kind: 'kindergarten', code: 'S3', name: '白石县实验幼儿园', attributes: { stage: 'kindergarten' } },
  ];
  expect(await outcomes(rows)).toEqual(['updated']);
  expect(await outcomes(rows)).toEqual(['unchanged']);
});

test('a unit above that is nowhere, and one outside the unit the list is for, are named by row', async () => {
  const rows: ListedUnit[] = [
    { kind: 'school', name: '新校' },
    { kind: 'class', name: '一班', parentCode: 'S1' },
    { kind: 'class', name: '一班', path: ['没有的学校'] },
  ];
  await expect(put(rows)).rejects.toMatchObject({
    code: 'org.bad-placing',
    errors: [{ row: 2 }, { row: 3 }],
  });
  await expect(put([{ kind: 'class', name: '一班', path: [] }])).rejects.toMatchObject({
    errors: [{ row: 1, field: 'parent', code: 'kind' }],
  });
});
