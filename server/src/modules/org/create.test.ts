import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { CachedUnitDirectory } from './directory.ts';
import { appoint, createUnits } from './index.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
});
afterAll(() => app.close());

const codes = (lineage: readonly string[]) => {
  const back = new Map([...world.ids].map(([code, id]) => [id, code]));
  return lineage.map((id) => back.get(id));
};

test('lineage is the unit, its main line upwards, then the territorial line; area and school follow', async () => {
  const facts = await directory().get(world.id('S1-G1-2'));
  expect(codes(facts!.lineage)).toEqual(['S1-G1-2', 'S1-G1', 'S1', 'CA', 'CITY', 'PROV', 'CO1', 'ST']);
  expect([facts!.areaId, facts!.schoolId]).toEqual([world.id('CA'), world.id('S1')]);
  const office = await directory().get(world.id('CA-OF'));
  expect([office!.areaId, office!.schoolId]).toEqual([world.id('CA'), null]);
});

test('a kind that may not hang there is refused by row and field, and nothing is made', async () => {
  const bad = [
    { kind: 'school', name: '新校', parentCode: 'CA', openedOn: '2026-09-01' },
    { kind: 'class', name: '一班', parentCode: 'CA', openedOn: '2026-09-01' },
    { kind: 'school', name: '远校', parentCode: 'CA', territoryCode: 'S1', openedOn: '2026-09-01' },
  ];
  const error = await app.db.tx('*', (tx) => createUnits(tx, bad, '2026-11-18')).catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: 'org.bad-placing',
    errors: [
      { row: 2, field: 'parent', code: 'kind' },
      { row: 3, field: 'territory', code: 'kind' },
    ],
  });
});

test('a used code and a post at the wrong kind of unit are refused', async () => {
  await expect(
    app.db.tx('*', (tx) =>
      createUnits(
        tx,
        [{ code: 'S1', kind: 'school', name: '重', parentCode: 'CA', openedOn: '2026-09-01' }],
        '2026-11-18',
      ),
    ),
  ).rejects.toMatchObject({ code: 'org.code-taken', errors: [{ row: 1, field: 'code' }] });
  const at = (unitId: string) =>
    app.db.tx('*', (tx) =>
      appoint(tx, [{ accountId: 'a1', postKind: 'principal', unitId, from: '2026-09-01' }]),
    );
  await expect(at(world.id('S1-G1-1'))).rejects.toMatchObject({ code: 'org.post-not-here' });
  expect(await at(world.id('S1'))).toHaveLength(1);
  await expect(at(world.id('S1'))).rejects.toMatchObject({ constraint: 'holding_no_overlap' });
});

const directory = () => new CachedUnitDirectory(app.db, { subscribe: () => () => {}, close: async () => {} });
