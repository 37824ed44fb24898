import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../../test/support/world.ts';
import { appoint } from '../index.ts';
import { applyPlan } from './apply.ts';
import { planClose } from './close.ts';
import { planMerge } from './merge.ts';
import type { OperationType, Plan } from './plan.ts';
import { planPromotion } from './promote.ts';
import { subtreeOn } from './read.ts';
import { turnDay } from './settle.ts';
import { type StoredOperation, undoOperation } from './undo.ts';

const TODAY = '2026-11-18';
let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
});
afterAll(() => app.close());

const run = (
  unit: string,
  type: OperationType,
  effectiveOn: string,
  plan: Plan,
  id: string = crypto.randomUUID(),
) =>
  app.db
    .tx('*', (tx) =>
      applyPlan(
        tx,
        {
          id,
          type,
          unitId: world.id(unit),
          areaId: world.id('CA'),
          effectiveOn,
          accountId: 'a',
          request: {},
          at: '2026-11-18T00:00:00Z',
        },
        plan,
        TODAY,
      ),
    )
    .then((result) => ({ id, result }));
const undo = (id: string, today = TODAY) =>
  app.db.tx('*', async (tx) => {
    const { rows } = await sql<StoredOperation>`select * from org.operation where id = ${id}`.execute(tx);
    await undoOperation(tx, rows[0]!, 'a', today, '2026-11-18T00:00:00Z');
  });
const tree = (unit: string, date: string) => app.db.tx('*', (tx) => subtreeOn(tx, world.id(unit), date));
const names = async (unit: string, date: string) => (await tree(unit, date)).map((u) => u.name).sort();
const move = (unit: string, parent: string): Plan => ({
  changes: [{ unit: world.id(unit), parent: world.id(parent) }],
  creates: [],
  notes: [],
});

test('a planned move shows from its date on, becomes current at the turn of the day, and leaves the past', async () => {
  const { id, result } = await run('S1', 'move', '2026-12-01', move('S1', 'CB'));
  expect(result.totals).toMatchObject({ move: 1, follow: 7 });
  expect(await names('CA', '2026-11-30')).toContain('六年级2班');
  expect(await names('CB', '2026-11-30')).not.toContain('六年级2班');
  expect(await names('CB', '2026-12-01')).toContain('六年级2班');
  const current = () =>
    app.db.tx('*', async (tx) => {
      const { rows } = await sql<{ area_id: string }>`
        select area_id from org.unit where id = ${world.id('S1-G6-2')}`.execute(tx);
      return rows[0]!.area_id;
    });
  expect(await current()).toBe(world.id('CA'));
  await app.db.tx('*', (tx) => turnDay(tx, '2026-12-01'));
  expect(await current()).toBe(world.id('CB'));
  await undo(id, '2026-12-02');
  expect(await current()).toBe(world.id('CA'));
  expect(await names('CB', '2026-12-01')).toContain('六年级2班');
  expect(await names('CB', '2026-12-02')).not.toContain('六年级2班');
  await app.db.tx('*', (tx) => sql`delete from kernel.setting`.execute(tx));
});

test('promotion: cohorts move up, the last closes, a first grade opens; undone, nothing is left of it', async () => {
  const before = await names('CA', '2027-09-01');
  const units = await tree('CA', '2027-09-01');
  const plan = planPromotion(units, { effectiveOn: '2027-09-01', createFirst: true, newClasses: {} });
  const { id, result } = await run('CA', 'promote', '2027-09-01', plan);
  expect(result.totals).toMatchObject({ create: 6, close: 6, rename: 6 });
  const after = await names('S1', '2027-09-01');
  expect(after).toEqual(
    [
      '清河县第一小学',
      '总务处',
      '一年级',
      '一年级1班',
      '一年级2班',
      '二年级',
      '二年级1班',
      '二年级2班',
    ].sort(),
  );
  expect(await names('S1', '2027-08-31')).toContain('六年级1班');
  await undo(id);
  expect(await names('CA', '2027-09-01')).toEqual(before);
  await run('CA', 'promote', '2027-09-01', plan).then((again) => undo(again.id));
});

test('merging schools joins equal grades, tells names that would stand twice, hands people on', async () => {
  const plan = planMerge(await tree('S1', TODAY), await tree('S2', TODAY));
  const grade = plan.changes.find((c) => c.unit === world.id('S1-G1'));
  expect(grade).toMatchObject({ parent: world.id('S2') });
  expect(plan.changes[0]).toMatchObject({ unit: world.id('S1'), close: true, successor: world.id('S2') });
  const { id } = await run('S1', 'merge', '2026-12-01', plan);
  expect(await names('S2', '2026-12-01')).toContain('一年级1班');
  expect(await tree('S1', '2026-12-01')).toEqual([]);
  await undo(id);
});

test('closing ends the posts there; undo gives them back; closing a street clears the second line', async () => {
  const [holding] = await app.db.tx('*', (tx) =>
    appoint(tx, [{ accountId: 'p', postKind: 'principal', unitId: world.id('S3'), from: '2026-01-01' }]),
  );
  const valid = () =>
    app.db.tx('*', async (tx) => {
      const { rows } = await sql<{ valid: string }>`
        select valid::text as valid from org.holding where id = ${holding}`.execute(tx);
      return rows[0]!.valid;
    });
  const school = await run('S3', 'close', '2026-12-01', planClose(await tree('S3', TODAY)));
  expect(school.result.endedPosts).toHaveLength(1);
  expect(await valid()).toBe('[2026-01-01,2026-12-01)');
  await undo(school.id);
  expect(await valid()).toBe('[2026-01-01,)');
  const street = await run('ST', 'close', '2026-12-01', planClose(await tree('ST', TODAY)));
  expect(street.result.totals).toMatchObject({ close: 3, move: 1 });
  const lineage = (await tree('S1', '2026-12-01'))[0]!.lineage;
  expect(lineage).not.toContain(world.id('CO1'));
  await undo(street.id);
});

test('refused: the past, a second change before a planned one, an undo out of order, the same id twice', async () => {
  await expect(run('S1', 'move', '2026-11-17', move('S1', 'CB'))).rejects.toMatchObject({
    code: 'org.effective-in-past',
  });
  const first = await run('S1', 'move', '2026-12-10', move('S1', 'CB'));
  await expect(run('S1', 'move', '2026-12-01', move('S1', 'CB'))).rejects.toMatchObject({
    code: 'org.change-planned',
  });
  const second = await run('S1', 'move', '2026-12-20', move('S1', 'CA'));
  await expect(undo(first.id)).rejects.toMatchObject({ code: 'org.undo-later' });
  await expect(run('S1', 'move', '2026-12-25', move('S1', 'CB'), first.id)).rejects.toMatchObject({
    constraint: 'operation_pk',
  });
  await undo(second.id);
  await undo(first.id);
  await expect(
    run('CB', 'close', '2026-12-01', { ...planClose([(await tree('CB', TODAY))[0]!]) }),
  ).rejects.toMatchObject({
    constraint: 'unit_version_dangling',
  });
});
