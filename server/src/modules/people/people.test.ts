import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../../../../test/imports/desk.ts';
import { idNumber, phone } from '../../../../test/imports/people.ts';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import type { PlacedUnit } from '../org/index.ts';
import { peopleFollower } from './follower.ts';

let app: TestApp;
let world: World;
let registrar: Headers;
let teacher: Headers;
let person: string;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  registrar = await as(app, ['registrar', world.id('S1')]);
  teacher = await as(app, ['class-teacher', world.id('S1-G1-1')]);
  const made = await call(app, registrar, 'POST', '/people', {
    kind: 'student',
    unitId: world.id('S1-G1-1'),
    name: '张 小三',
    idNumber: idNumber('2015-03-01', 11),
    guardianName: '张大',
    guardianPhone: phone(1),
    boarder: true,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  person = made.body.id;
});
afterAll(() => app.close());

const audited = (verb: string) =>
  app.db.tx(
    '*',
    async (tx) =>
      (
        await sql<{
          n: number;
        }>`select count(*)::int as n from kernel.audit_entry where verb = ${verb} and object = ${`person:${person}`}`.execute(
          tx,
        )
      ).rows[0]!.n,
  );

test('numbers are masked; each look at a phone in full is in the audit', async () => {
  const shown = await call(app, teacher, 'GET', `/people/${person}`);
  expect(shown.body).toMatchObject({
    name: '张小三',
    sex: 'male',
    birthDate: '2015-03-01',
    guardianPhone: '*******0001',
    contactStale: false,
  });
  expect(JSON.stringify(shown.body)).not.toContain(phone(1));
  expect(shown.body.idNumber).toMatch(/^\*+[0-9X]{4}$/);
  expect(await audited('person.look')).toBe(0);
  expect((await call(app, teacher, 'POST', `/people/${person}/contact`)).body).toEqual({
    phone: null,
    guardianPhone: phone(1),
  });
  await call(app, teacher, 'POST', `/people/${person}/contact`);
  expect(await audited('person.look')).toBe(2);
});

test('a search finds by part of the name, initials and whole numbers, within the scope only', async () => {
  for (const q of ['小三', 'zxs', phone(1), idNumber('2015-03-01', 11)]) {
    expect((await call(app, teacher, 'GET', `/people?q=${encodeURIComponent(q)}`)).body.rows, q).toHaveLength(
      1,
    );
  }
  const neighbour = await as(app, ['class-teacher', world.id('S1-G1-2')]);
  expect((await call(app, neighbour, 'GET', '/people')).body.rows).toEqual([]);
  expect((await call(app, neighbour, 'GET', `/people/${person}`)).status).toBe(404);
});

test('a contact goes stale after the days of the parameter and is fresh again once confirmed (S0B-27)', async () => {
  const before = app.clock.now();
  app.clock.set(before.add({ hours: 24 * 181 }));
  expect((await call(app, teacher, 'GET', '/people?stale=true')).body.rows).toHaveLength(1);
  await call(app, teacher, 'POST', `/people/${person}/contact-confirmed`);
  expect((await call(app, teacher, 'GET', '/people?stale=true')).body.rows).toEqual([]);
  app.clock.set(before);
});

test('the roster gives names without numbers, and 304 to who has it', async () => {
  const url = `/classes/${world.id('S1-G1-1')}/roster`;
  const first = await call(app, teacher, 'GET', url);
  expect(first.body.people).toEqual([
    { id: person, kind: 'student', name: '张小三', sex: 'male', boarder: true },
  ]);
  const again = await call(app, { ...teacher, 'if-none-match': String(first.headers.etag) }, 'GET', url);
  expect([again.status, again.body]).toEqual([304, null]);
});

test('typed input is held to the rules of the import, field by field', async () => {
  const bad = await call(app, registrar, 'PATCH', `/people/${person}`, {
    name: '张3',
    guardianPhone: '12',
    idNumber: '119999201503010000',
  });
  expect([bad.status, bad.body.code]).toEqual([400, 'people.bad-value']);
  expect(bad.body.errors.map((e: { field: string }) => e.field)).toEqual([
    'body/name',
    'body/guardianPhone',
    'body/idNumber',
  ]);
  const twin = {
    kind: 'student',
    unitId: world.id('S1-G1-2'),
    name: '李小四',
    idNumber: idNumber('2015-03-01', 11),
  };
  expect((await call(app, registrar, 'POST', '/people', twin)).body.code).toBe('people.duplicate-id');
  const place = await call(app, registrar, 'POST', '/people', {
    kind: 'student',
    unitId: world.id('S1'),
    name: '李小四',
  });
  expect(place.body.code).toBe('people.bad-place');
});

test('transfer, leaving and coming back keep the past', async () => {
  app.clock.set('2026-12-01T08:00:00+08:00');
  expect(
    (await call(app, registrar, 'POST', `/people/${person}/transfer`, { unitId: world.id('S1-G1-2') }))
      .status,
  ).toBe(200);
  expect(
    (await call(app, registrar, 'POST', `/people/${person}/transfer`, { unitId: world.id('S2-G7-1') }))
      .status,
  ).toBe(404);
  app.clock.set('2026-12-10T08:00:00+08:00');
  const left = await call(app, registrar, 'POST', `/people/${person}/leave`, { reason: '转学' });
  expect(left.body).toMatchObject({
    leftOn: '2026-12-10',
    placements: [
      { from: '2026-12-01', to: '2026-12-10' },
      { from: '2026-11-18', to: '2026-12-01' },
    ],
  });
  expect(
    (await call(app, registrar, 'GET', `/classes/${world.id('S1-G1-2')}/roster?date=2026-12-09`)).body.people,
  ).toHaveLength(1);
  expect(
    (await call(app, registrar, 'GET', `/classes/${world.id('S1-G1-2')}/roster?date=2026-12-10`)).body.people,
  ).toEqual([]);
  const back = await call(app, registrar, 'POST', `/people/${person}/transfer`, {
    unitId: world.id('S1-G1-1'),
  });
  expect(back.body).toMatchObject({ leftOn: null, unitName: '一年级1班' });
});

test('people follow their unit: new lineage from the day on, another class where one takes over, left where it closes', async () => {
  const [from, to] = [world.id('S1-G1-1'), world.id('S1-G6-1')];
  const follow = (change: Partial<Parameters<typeof peopleFollower.follow>[1]>) =>
    app.db.tx('*', (tx) =>
      peopleFollower.follow(tx, { date: '2026-12-20', placed: [], closed: [], successions: [], ...change }),
    );
  const state = async () => (await call(app, registrar, 'GET', `/people/${person}`)).body;
  expect(await app.db.tx('*', (tx) => peopleFollower.count(tx, [from]))).toEqual({ pupils: 1, staff: 0 });
  await app.db.tx('*', (tx) =>
    sql`update org.unit set lineage = lineage || 999999::bigint where id = ${from}::bigint`.execute(tx),
  );
  const unit = (
    await app.db.tx('*', (tx) =>
      sql<PlacedUnit>`
    select id, area_id as "areaId", school_id as "schoolId", lineage::text[] as lineage
    from org.unit where id = ${from}::bigint`.execute(tx),
    )
  ).rows[0]!;
  expect(await follow({ placed: [unit] })).toBe(0);
  const rows = await app.db.tx('*', (tx) =>
    sql<{
      has: boolean;
    }>`select lineage @> '{999999}' as has from people.placement where person_id = ${person}::bigint order by lower(valid)`.execute(
      tx,
    ),
  );
  expect(rows.rows.map((r) => r.has)).toEqual([false, false, false, true]);
  expect(await follow({ date: '2026-12-21', successions: [{ from, to }] })).toBe(1);
  expect((await state()).unitId).toBe(to);
  expect(await follow({ date: '2026-12-22', closed: [to] })).toBe(1);
  expect((await state()).leftOn).toBe('2026-12-22');
});

test('row-level security: no scope no rows, a foreign row cannot be written', async () => {
  const count = (scope: readonly string[]) =>
    app.db.tx(scope, async (tx) => (await sql`select from people.person`.execute(tx)).rows.length);
  expect([await count([]), await count([world.id('S2')]), await count([world.id('S1')])]).toEqual([0, 0, 1]);
  const steal = app.db.tx([world.id('S2')], (tx) =>
    sql`insert into people.placement (person_id, unit_id, lineage, valid) values (${person}, 1, ${[world.id('S1')]}::bigint[], '[2030-01-01,)')`.execute(
      tx,
    ),
  );
  await expect(steal).rejects.toThrow('row-level security');
});
