import { randomUUID } from 'node:crypto';
import type {
  AbsentList,
  MissingPage,
  RegionBoard,
  SchoolBoard,
  SymptomBoard,
} from '@lianfang/contract/insight';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { insertReceipts } from '../../../../test/support/receipt.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let t: TestApp;
let w: World;
let province: Headers;
let county: Headers;
let street: Headers;
let officer: Headers;
const S1 = ['S1-G1-1', 'S1-G1-2', 'S1-G6-1', 'S1-G6-2'];

const get = async <T>(headers: Headers, path: string) => {
  const answer = await t.app.inject({ url: `/api/boards/${path}`, headers });
  return { status: answer.statusCode, body: answer.json() as T };
};
const report = async (headers: Headers, units: readonly string[], at: string, fever = 0) => {
  t.clock.set(`${at}+08:00`);
  for (const [i, unit] of units.entries()) {
    const answer = await t.app.inject({
      method: 'POST',
      url: '/api/checks',
      headers,
      payload: {
        id: randomUUID(),
        unit: w.id(unit),
        period: at.slice(0, 10),
        slot: 'morning',
        madeAt: t.clock.now().toString(),
        enrolled: 40,
        exceptions:
          i === 0 ? Array.from({ length: fever }, () => ({ kind: 'absent_ill', symptoms: ['fever'] })) : [],
      },
    });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
  }
};

beforeAll(async () => {
  t = await testApp({ now: '2026-11-11T07:30:00+08:00' });
  w = await makeWorld(t.db);
  province = await as(t, ['province-officer', w.id('PROV')]);
  county = await as(t, ['county-officer', w.id('CA')]);
  street = await as(t, ['street-officer', w.id('ST')]);
  officer = await as(t, ['health-officer', w.id('S1')]);
  await report(officer, S1, '2026-11-11T07:40:00', 2);
  await report(officer, S1, '2026-11-16T07:40:00', 1);
  await report(officer, S1.slice(0, 1), '2026-11-17T07:40:00', 3);
  await report(officer, S1.slice(1, 2), '2026-11-17T08:40:00');
  await report(officer, S1.slice(0, 2), '2026-11-18T07:40:00', 5);
  t.clock.set('2026-11-18T08:35:00+08:00');
});
afterAll(() => t.close());

const region = async (headers: Headers, unit: string, more = '') =>
  (await get<RegionBoard>(headers, `region?unit=${w.id(unit)}${more}`)).body;

test('a board says what its kinds of unit call a slot and by when: checks of classes, temperatures of offices', async () => {
  const of = (board: RegionBoard, code = 'morning') => board.slots.find((s) => s.code === code);
  const at = (time: string) => `2026-11-18T0${Number(time.slice(0, 2)) - 8}:${time.slice(3)}:00Z`;
  const classes = { nameZh: '晨检', nameEn: 'Morning check', dueAt: at('08:30') };
  const office = { nameZh: '上午测温', nameEn: 'Morning temperature', dueAt: at('09:00') };
  expect(of(await region(county, 'CA'))).toMatchObject({ ...classes, parts: [classes, office] });
  expect(of(await region(province, 'S3'))).toMatchObject({ ...classes, parts: [classes] });
  const alone = await region(county, 'CA-OF');
  expect(of(alone)).toMatchObject({ ...office, parts: [office] });
  // Nobody below lives in a dormitory: no evening check is offered.
  expect(of(alone, 'evening')).toBeUndefined();
});

test('the same figures from every height, on today’s live sums and on kept days', async () => {
  const [p, c, s] = [await region(province, 'PROV'), await region(county, 'CA'), await region(street, 'ST')];
  expect(c).toMatchObject({ date: '2026-11-18', slot: 'morning' });
  expect(c.now).toMatchObject({
    expected: 10,
    zero: 1,
    data: 1,
    late: 0,
    missing: 6,
    pending: 2,
    absentIll: 5,
    enrolled: 80,
  });
  expect(s.now).toMatchObject({ expected: 5, zero: 1, data: 1, missing: 2, pending: 1 });
  expect(p.now).toMatchObject({ expected: 13, missing: 8, absentIll: 5 });
  expect(c.children.map((x) => x.name)).toEqual(['清河县第一小学', '清河县第二中学', '清河县教育局应急办']);
  expect(p.children.map((x) => [x.name, x.figures.absentIll])).toEqual([['云川市', 5]]);
  for (const board of [p, c, s]) {
    expect(board.before).toMatchObject({ date: '2026-11-17', figures: { data: 1, late: 1, absentIll: 3 } });
    expect(board.lastWeek).toMatchObject({ date: '2026-11-11', figures: { data: 1, zero: 3, absentIll: 2 } });
  }
});

test('a trend holds 20 open days; closed days are gaps, not zeros', async () => {
  const { trend } = await region(province, 'PROV');
  expect(trend.filter((d) => d.open)).toHaveLength(20);
  expect(trend.find((d) => d.date === '2026-11-15')).toEqual({
    date: '2026-11-15',
    open: false,
    figures: null,
  });
  expect(trend.find((d) => d.date === '2026-11-12')?.figures).toMatchObject({ missing: 13, absentIll: 0 });
});

test('a late report of a past day reaches the kept sums', async () => {
  const late = (b: RegionBoard) => b.trend.find((d) => d.date === '2026-11-17')!.figures!.late;
  expect(late(await region(province, 'PROV'))).toBe(1);
  const exists = await t.db.tx('*', (tx) => sql`select from insight.area_day`.execute(tx));
  expect(exists.rows.length).toBeGreaterThan(0);
  await t.db.tx('*', (tx) =>
    sql
      .raw(
        insertReceipts(
          `select area_id, id as unit_id, school_id, lineage from org.unit where id = ${w.id('S1-G6-1')}`,
          { period: "'2026-11-17'" },
        ),
      )
      .execute(tx),
  );
  expect(late(await region(province, 'PROV'))).toBe(2);
});

test('the missing list: longest overdue first, with whom to call, page by page', async () => {
  const page = async (more: string) =>
    (await get<MissingPage>(county, `missing?unit=${w.id('CA')}&date=2026-11-18&slot=morning${more}`)).body;
  const all = await page('');
  expect(all.rows.map((r) => [r.schoolName, r.missing, r.pending])).toEqual([
    ['清河县第二中学', 4, 0],
    ['清河县第一小学', 2, 1],
  ]);
  expect(all.rows[1]!.contacts.map((c) => c.post)).toEqual(['疫情报告人']);
  const first = await page('&limit=1');
  expect(first.total).toBe(2);
  const second = await page(`&limit=1&after=${encodeURIComponent(first.next!)}`);
  expect([...first.rows, ...second.rows]).toEqual(all.rows);
  expect(second.next).toBeUndefined();
  expect((await page('&level=school')).rows).toEqual([]); // the schools' own deadline is 09:30
});

test('symptoms with yesterday and last week; a school as tiles; names for check.view only, and the look is kept', async () => {
  const path = `unit=${w.id('CITY')}&date=2026-11-18&slot=morning`;
  const s = (await get<SymptomBoard>(province, `symptoms?${path}`)).body;
  expect(s.totals).toMatchObject([{ symptom: 'fever', count: 5, before: 3, lastWeek: 2 }]);
  expect(s.schools).toMatchObject([
    { schoolName: '清河县第一小学', count: 5, before: 3, lastWeek: 2, enrolled: 80 },
  ]);
  const school = `unit=${w.id('S1')}&date=2026-11-18&slot=morning`;
  const board = (await get<SchoolBoard>(officer, `school?${school}`)).body;
  expect(board.tiles.map((x) => [x.name, x.state, x.figures?.absentIll ?? null])).toEqual([
    ['总务处', 'pending', null],
    ['一年级1班', 'data', 5],
    ['一年级2班', 'zero', 0],
    ['六年级1班', 'missing', null],
    ['六年级2班', 'missing', null],
  ]);
  expect(board.lines.map((l) => [l.slot, l.state])).toEqual([
    ['morning', 'pending'],
    ['noon', 'pending'],
    ['daily', 'pending'],
  ]);
  expect((await get<AbsentList>(officer, `absent?${school}`)).body.rows).toHaveLength(5);
  expect((await get(county, `absent?${school}`)).status).toBe(403);
  expect((await get(officer, `school?unit=${w.id('S1-G1')}`)).status).toBe(409);
  expect((await get(officer, `region?unit=${w.id('CA')}`)).status).toBe(404);
});

test('a school that was merged keeps the slots of its past days', async () => {
  const city = await as(t, ['administrator', w.id('CITY')]);
  const past = `school?unit=${w.id('S1')}&date=2026-11-11`;
  const codes = async () => (await get<SchoolBoard>(city, past)).body.slots.map((s) => s.code);
  const before = await codes();
  expect(before).toContain('morning');
  const today = t.clock.now().toString().slice(0, 10);
  const into = await t.app.inject({
    method: 'POST',
    url: `/api/units/${w.id('S1')}/operations`,
    headers: city,
    payload: { id: randomUUID(), type: 'merge', intoId: w.id('S2'), effectiveOn: today },
  });
  expect(into.statusCode, into.body).toBe(201);
  expect(await codes()).toEqual(before);
});
