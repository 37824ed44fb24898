import { randomUUID } from 'node:crypto';
import type { GroupStatusPage, SchoolLinePage } from '@lianfang/contract/reporting';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let t: TestApp;
let w: World;
let county: Headers;
let officer: Headers;
let street: Headers;
const date = '2026-11-18';
beforeAll(async () => {
  t = await testApp({ now: `${date}T07:30:00+08:00` });
  w = await makeWorld(t.db);
  county = await as(t, ['county-officer', w.id('CA')]);
  officer = await as(t, ['health-officer', w.id('S1')]);
  street = await as(t, ['street-officer', w.id('ST')]);
});
afterAll(() => t.close());

const call = async (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  headers: Headers,
  payload?: object,
) => {
  const answer = await t.app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
};
const check = (unit: string, exceptions: object[] = []) =>
  call('POST', '/checks', officer, {
    id: randomUUID(),
    unit: w.id(unit),
    period: date,
    slot: 'morning',
    madeAt: t.clock.now().toString(),
    enrolled: 40,
    exceptions,
  });
const groups = async (headers: Headers, unit: string, more = '') =>
  (await call('GET', `/reporting/groups?unit=${w.id(unit)}&date=${date}&slot=morning${more}`, headers))
    .body as GroupStatusPage;
const lines = async (headers: Headers, unit: string, more = '') =>
  (await call('GET', `/reporting/schools?unit=${w.id(unit)}&date=${date}&slot=morning${more}`, headers))
    .body as SchoolLinePage;
const submit = (school: string, more = {}) =>
  call('POST', `/units/${w.id(school)}/school-reports`, officer, {
    id: randomUUID(),
    period: date,
    slot: 'morning',
    ...more,
  });

test('states follow from what came: pending, zero, data, then missing and late (complaints 2, 3)', async () => {
  const states = async () =>
    Object.fromEntries((await groups(county, 'S1')).rows.map((r) => [r.name, r.state]));
  expect(await states()).toEqual({
    一年级1班: 'pending',
    一年级2班: 'pending',
    六年级1班: 'pending',
    六年级2班: 'pending',
    总务处: 'pending',
  });
  expect((await check('S1-G1-1')).status).toBeLessThan(300);
  expect((await check('S1-G1-2', [{ kind: 'absent_ill', symptoms: ['fever'] }])).status).toBeLessThan(300);
  t.clock.set(`${date}T08:31:00+08:00`);
  await check('S1-G6-1');
  expect(await states()).toEqual({
    一年级1班: 'zero',
    一年级2班: 'data',
    六年级1班: 'late',
    六年级2班: 'missing',
    总务处: 'pending',
  });
  const missing = await groups(county, 'CA', '&state=missing');
  expect(missing.rows.map((r) => `${r.schoolName} ${r.path} ${r.name}`)).toContain(
    '清河县第一小学 六年级 六年级2班',
  );
  expect(missing.rows.every((r) => r.state === 'missing')).toBe(true);
});

test('the school confirms, late classes come, it confirms again: versions, both lines, consistency (S3-28)', async () => {
  const first = await submit('S1');
  expect(first.body).toMatchObject({
    version: 1,
    outcome: 'data',
    missing: 2,
    expected: 5,
    figures: { absentIll: 1, symptoms: { fever: 1 } },
  });
  const line = async () => (await lines(county, 'S1')).rows[0]!;
  expect(await line()).toMatchObject({
    state: 'data',
    received: 3,
    version: 1,
    mainVersion: null,
    consistent: false,
    hasTerritory: true,
  });
  expect((await lines(street, 'ST')).rows[0]).toMatchObject({ version: 1, figures: first.body.figures });
  const ack = (headers: Headers, unit: string) =>
    call('POST', '/reporting/acknowledgements', headers, { unit: w.id(unit), period: date, slot: 'morning' });
  expect((await ack(county, 'CA')).body).toEqual({ line: 'main', count: 1 });
  expect((await ack(street, 'ST')).body).toEqual({ line: 'territorial', count: 1 });
  expect(await line()).toMatchObject({ mainVersion: 1, territorialVersion: 1, consistent: true });
  await check('S1-G6-2');
  const again = await submit('S1', { note: '补报六年级2班' });
  expect(again.body).toMatchObject({ version: 2, missing: 1 });
  expect(await line()).toMatchObject({ version: 2, mainVersion: 1, consistent: false });
  expect((await lines(county, 'CA', '&open=main')).rows.map((r) => r.schoolName)).toContain('清河县第一小学');
  expect((await ack(county, 'CA')).body.count).toBe(1);
  expect((await ack(county, 'CA')).body.count).toBe(0);
  const versions = await call('GET', `/units/${w.id('S1')}/school-reports?date=${date}`, county);
  expect(versions.body.rows.map((r: { version: number }) => r.version)).toEqual([2, 1]);
});

test('the same id twice is one report; nothing due, a future date, a class or a foreign school is refused', async () => {
  const id = randomUUID();
  const once = await submit('S1', { id });
  expect((await submit('S1', { id })).body).toEqual(once.body);
  expect((await submit('S1', { id, slot: 'noon' })).body.code).toBe('reporting.id-taken');
  expect((await submit('S1', { slot: 'noon' })).body.code).toBe('reporting.too-early');
  expect((await submit('S1', { period: '2026-11-22' })).body.code).toBe('reporting.future');
  expect((await submit('S1', { period: '2026-11-15' })).body.code).toBe('reporting.not-due');
  expect((await submit('S1-G1-1')).body.code).toBe('reporting.not-a-school');
  expect((await submit('S2')).status).toBe(404);
  expect((await groupsOf(street, 'S2')).status).toBe(404);
});
const groupsOf = (headers: Headers, unit: string) =>
  call('GET', `/reporting/groups?unit=${w.id(unit)}&date=${date}&slot=morning`, headers);

test('an exempt class owes nothing, with the reason, until the exemption ends; slots change from tomorrow on', async () => {
  const admin = await as(t, ['county-officer', w.id('CA')]);
  const made = await call('POST', '/exemptions', admin, {
    unit: w.id('S2-G7'),
    from: date,
    to: '2026-11-20',
    reason: '军训',
  });
  expect(made.status).toBe(201);
  const seven = (await groups(county, 'S2')).rows.filter((r) => r.path === '七年级');
  expect(seven.map((r) => [r.state, r.exempt])).toEqual([
    ['exempt', { kind: 'exemption', reason: '军训' }],
    ['exempt', { kind: 'exemption', reason: '军训' }],
  ]);
  const twice = await call('POST', '/exemptions', admin, {
    unit: w.id('S2-G7'),
    from: date,
    to: date,
    reason: '重复',
  });
  expect(twice.body.code).toBe('reporting.exemption-overlap');
  await call('DELETE', `/units/${w.id('S2-G7')}/exemptions/${made.body.id}`, admin);
  expect((await groups(county, 'S2')).rows.some((r) => r.state === 'exempt')).toBe(false);
  const row = {
    subjectKind: 'class',
    nameZh: '晨检',
    nameEn: 'Morning',
    opensAt: '06:00',
    dueAt: '07:50',
    schoolDueAt: '08:30',
    calendar: 'school',
    enabled: true,
  };
  const put = (from: string, over = {}) =>
    call('PUT', `/units/${w.id('CA')}/slots/morning`, admin, {
      from,
      source: '县教育局通知',
      rows: [{ ...row, ...over }],
    });
  expect((await put(date)).body.code).toBe('reporting.slot-past');
  expect((await put('2026-11-19', { dueAt: '09:00' })).body.code).toBe('reporting.slot-order');
  expect((await put('2026-11-19')).status).toBe(200);
  const due = async (day: string) =>
    (await call('GET', `/units/${w.id('S1')}/slots?date=${day}`, county)).body.rows.find(
      (s: { code: string; subjectKind: string }) => s.code === 'morning' && s.subjectKind === 'class',
    ).dueAt;
  expect([await due(date), await due('2026-11-19')]).toEqual(['08:30', '07:50']);
});

test('a change that is to come is listed with its day, and withdrawn before it begins', async () => {
  const admin = await as(t, ['county-officer', w.id('CA')]);
  const slots = `/units/${w.id('CA')}/slots`;
  const coming = async () => {
    const { body } = await call('GET', `/units/${w.id('S1')}/slots?date=${date}`, county);
    return body.coming.map(
      (c: { code: string; from: string; unitName: string; rows: { dueAt: string }[] }) => [
        c.code,
        c.from,
        c.unitName,
        c.rows.map((r) => r.dueAt),
      ],
    );
  };
  const row = {
    subjectKind: 'class',
    nameZh: '晨检',
    nameEn: 'Morning',
    opensAt: '06:00',
    dueAt: '07:40',
    schoolDueAt: '08:30',
    calendar: 'school',
    enabled: true,
  };
  const put = (from: string, rows: object[]) =>
    call('PUT', `${slots}/morning`, admin, { from, source: '县教育局通知', rows });
  // The earlier test's change begins tomorrow.
  await put('2026-12-01', [row]);
  await put('2026-12-15', []);
  const name = '清河县';
  expect(await coming()).toEqual([
    ['morning', '2026-11-19', name, ['07:50']],
    ['morning', '2026-12-01', name, ['07:40']],
    ['morning', '2026-12-15', name, []],
  ]);
  const due = async (day: string) =>
    (await call('GET', `/units/${w.id('S1')}/slots?date=${day}`, county)).body.rows.find(
      (s: { code: string; subjectKind: string }) => s.code === 'morning' && s.subjectKind === 'class',
    ).dueAt;
  const withdraw = (from: string) => call('DELETE', `${slots}/morning/${from}`, admin);
  expect((await withdraw('2026-12-01')).status).toBe(200);
  expect([await due('2026-12-02'), await due('2026-12-16')]).toEqual(['07:50', '08:30']);
  expect((await withdraw('2026-12-15')).status).toBe(200);
  expect(await due('2026-12-16')).toBe('07:50');
  expect((await withdraw('2026-12-15')).status).toBe(404);
  expect((await withdraw(date)).body.code).toBe('reporting.slot-begun');
  expect((await withdraw('2026-11-19')).status).toBe(200);
  expect([await coming(), await due('2026-12-16')]).toEqual([[], '08:30']);
});

test('an exemption names the slot as its unit calls it', async () => {
  const admin = await as(t, ['county-officer', w.id('CA')]);
  const own = {
    subjectKind: 'class',
    nameZh: '睡前检',
    nameEn: 'Bedtime',
    opensAt: '20:00',
    dueAt: '21:00',
    schoolDueAt: '21:30',
    calendar: 'school',
    enabled: true,
  };
  const from = '2026-11-20';
  await call('PUT', `/units/${w.id('S1')}/slots/bedtime`, admin, { from, source: '学校', rows: [own] });
  for (const [unit, slot] of [
    ['S1-G1', 'bedtime'],
    ['S1-G6', 'noon'],
    ['S3', null],
  ] as const) {
    const exemption = { unit: w.id(unit), from, to: from, reason: '外出', ...(slot && { slot }) };
    await call(
      'POST',
      '/exemptions',
      unit === 'S3' ? await as(t, ['county-officer', w.id('CB')]) : admin,
      exemption,
    );
  }
  const city = await as(t, ['city-officer', w.id('CITY')]);
  const { body } = await call('GET', `/units/${w.id('CITY')}/exemptions?from=${from}&to=${from}`, city);
  const named = body.rows.map((r: Record<string, string | null>) => [r.slot, r.slotNameZh, r.slotNameEn]);
  expect(named.sort()).toEqual(
    [
      [null, null, null],
      ['bedtime', '睡前检', 'Bedtime'],
      ['noon', '午检', 'Noon check'],
    ].sort(),
  );
});
