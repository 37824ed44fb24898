import { randomUUID } from 'node:crypto';
import type { Duty } from '@lianfang/contract/healthDuty';
import type { MissingPage, RegionBoard, SchoolBoard } from '@lianfang/contract/insight';
import type { GroupStatusPage, SchoolLinePage } from '@lianfang/contract/reporting';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { createUnits } from '../org/index.ts';

// Offices of an authority and small enterprises owe twice-daily temperatures (S2.9-12, S2.11-02, S2.11-24).
const date = '2026-11-18';
let t: TestApp;
let w: World;
let works: string;
let county: Headers;
let clerk: Headers;
let manager: Headers;
beforeAll(async () => {
  t = await testApp({ now: `${date}T07:30:00+08:00` });
  w = await makeWorld(t.db);
  const unit = { code: 'Q1', kind: 'enterprise', name: '清河食品厂', parentCode: 'CA', territoryCode: 'CO1' };
  const [made] = await t.db.tx('*', (tx) => createUnits(tx, [{ ...unit, openedOn: '2020-09-01' }], date));
  works = made!.id;
  county = await as(t, ['county-officer', w.id('CA')]);
  clerk = await as(t, ['group-reporter', w.id('CA-OF')]);
  manager = await as(t, ['health-officer', works]);
});
afterAll(() => t.close());

const call = async <T>(who: Headers, url: string, payload?: object): Promise<{ status: number; body: T }> => {
  const method = payload ? 'POST' : 'GET';
  const answer = await t.app.inject({ method, url: `/api${url}`, headers: who, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
};
const states = async (who: Headers, unit: string, day = date, slot = 'morning') => {
  const url = `/reporting/groups?unit=${unit}&date=${day}&slot=${slot}`;
  const { rows } = (await call<GroupStatusPage>(who, url)).body;
  return Object.fromEntries(rows.map((r) => [r.name, r.state]));
};
const check = (who: Headers, unit: string, slot: string, more: object = {}) =>
  call<{ code?: string }>(who, '/checks', {
    ...{ id: randomUUID(), unit, period: date, slot, madeAt: t.clock.now().toString() },
    ...{ enrolled: 9, exceptions: [], ...more },
  });
const duty = async (who: Headers) => (await call<Duty>(who, '/checks/duty')).body.groups[0]!;

test('they owe on working days, report on the same page, and stand in the five states', async () => {
  const office = await duty(clerk);
  expect(office.unit).toMatchObject({ id: w.id('CA-OF'), kind: 'office', school: '清河县' });
  expect(office.slots.map((s) => [s.code, s.state])).toEqual([
    ['morning', 'pending'],
    ['noon', 'pending'],
  ]);
  expect(await duty(manager)).toMatchObject({ unit: { id: works, kind: 'office' }, slots: [{}, {}] });
  expect((await check(manager, works, 'daily')).body.code).toBe('health.slot-unknown');
  expect(await states(county, w.id('CA'), '2026-11-15')).toMatchObject({ 清河县教育局应急办: 'exempt' });
  expect((await check(clerk, w.id('CA-OF'), 'morning')).status).toBe(200);
  t.clock.set(`${date}T09:01:00+08:00`);
  expect(await states(county, w.id('CA'))).toMatchObject({
    清河县教育局应急办: 'zero',
    清河食品厂: 'missing',
  });
  expect((await check(manager, works, 'morning')).status).toBe(200);
  t.clock.set(`${date}T12:00:00+08:00`);
  const ill = [{ kind: 'present_ill', symptoms: ['fever'], temperature: 37.8 }];
  await check(manager, works, 'noon', { exceptions: ill });
  expect(await states(county, works)).toEqual({ 清河食品厂: 'late' });
  expect(await states(county, works, date, 'noon')).toEqual({ 清河食品厂: 'data' });
  t.clock.set(`${date}T14:01:00+08:00`);
});

test('boards add them up, the missing list names them and whom to call, both open their own board', async () => {
  const board = (await call<RegionBoard>(county, `/boards/region?unit=${w.id('CA')}&slot=noon`)).body;
  const child = (id: string) => board.children.find((c) => c.unitId === id)?.figures;
  expect(child(works)).toMatchObject({ schools: 0, expected: 1, data: 1, enrolled: 9, presentIll: 1 });
  expect(child(w.id('CA-OF'))).toMatchObject({ schools: 0, expected: 1, missing: 1 });
  expect(board.children.map((c) => c.kind)).toEqual(['school', 'school', 'enterprise', 'office']);
  const url = `/boards/missing?unit=${w.id('CA')}&date=${date}&slot=noon`;
  const { rows } = (await call<MissingPage>(county, url)).body;
  const row = rows.find((r) => r.schoolId === w.id('CA-OF'))!;
  expect(row).toMatchObject({ kind: 'office', missing: 1, contacts: [{ post: '科室报告人' }] });
  const own = (await call<SchoolBoard>(county, `/boards/school?unit=${works}&slot=noon`)).body;
  expect(own.tiles).toMatchObject([{ unitId: works, state: 'data', figures: { presentIll: 1 } }]);
  const street = await as(t, ['street-officer', w.id('ST')]);
  expect(await states(street, w.id('ST'), date, 'noon')).toMatchObject({ 清河食品厂: 'data' });
  const city = (
    await call<RegionBoard>(
      await as(t, ['city-officer', w.id('CITY')]),
      `/boards/region?unit=${w.id('CITY')}&slot=noon`,
    )
  ).body;
  expect(city.now.expected).toBe(board.now.expected + 3);
});

test('their check is their report: nothing to confirm; the daily report of an enterprise stays', async () => {
  const lines = async (slot: string) =>
    (
      await call<SchoolLinePage>(county, `/reporting/schools?unit=${w.id('CA')}&date=${date}&slot=${slot}`)
    ).body.rows.map((r) => r.schoolName);
  expect(await lines('morning')).toEqual(['清河县第一小学', '清河县第二中学']);
  expect(await lines('daily')).toContain('清河食品厂');
  const confirm = { id: randomUUID(), period: date, slot: 'noon' };
  expect((await call<{ code: string }>(manager, `/units/${works}/school-reports`, confirm)).body.code).toBe(
    'reporting.not-due',
  );
});

test('who reports is reminded; another county sees nothing of it', async () => {
  const body = { id: randomUUID(), unit: w.id('CA-OF'), period: date, slot: 'noon', level: 'group' };
  expect((await call(county, '/reminders', body)).body).toMatchObject({ units: 1, people: 1 });
  const inbox = (await call<{ rows: object[] }>(clerk, '/notifications')).body;
  expect(inbox.rows).toMatchObject([{ kind: 'reminder.check' }]);
  const other = await as(t, ['county-officer', w.id('CB')]);
  expect((await call(other, `/boards/school?unit=${w.id('CA-OF')}`)).status).toBe(404);
  expect(Object.keys(await states(other, w.id('CB'), date, 'noon'))).not.toContain('清河食品厂');
});

test('an enterprise with an office inside leaves the checks to it, from that day on', async () => {
  const office = { code: 'Q1-B1', kind: 'office', name: '车间', parentCode: 'Q1', openedOn: '2026-11-19' };
  await t.db.tx('*', (tx) => createUnits(tx, [office], date));
  expect(Object.keys(await states(county, works))).toEqual(['清河食品厂']);
  expect(await states(county, works, '2026-11-19')).toEqual({ 车间: 'pending' });
});
