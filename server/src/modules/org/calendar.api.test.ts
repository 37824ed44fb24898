import type { CalendarMonth } from '@lianfang/contract/orgCalendar';
import type { Parameters } from '@lianfang/contract/orgParameters';
import type { UnitPosts } from '@lianfang/contract/orgPosts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { readSpreadsheet } from '../../kernel/sheet/read.ts';

let app: TestApp;
let world: World;
let county: Headers;
let registrar: Headers;
let principal: Headers;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  county = await as(app, ['county-officer', world.id('CA')]);
  registrar = await as(app, ['registrar', world.id('S1')]);
  principal = await as(app, ['principal', world.id('S1')]);
});
afterAll(() => app.close());

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers: Headers, payload?: object) =>
  app.app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
const month = async (unit: string, of: string, headers: Headers) =>
  (await call('GET', `/units/${world.id(unit)}/calendar?month=${of}`, headers)).json<CalendarMonth>();
const setDays = (unit: string, headers: Headers, dates: string[], set: string, reason = '运动会') =>
  call('PUT', `/units/${world.id(unit)}/calendar/days`, headers, {
    calendars: ['school'],
    dates,
    set,
    reason,
  });

test('a month knows holidays, make-up days, and days set here and above; the nearest wins', async () => {
  const october = await month('S1', '2026-10', registrar);
  expect(october.days[9]).toMatchObject({ open: true, why: 'make-up', holiday: { zh: '国庆节' } });
  expect(october.openDays).toBe(18);
  expect((await setDays('CA', county, ['2026-11-20', '2026-11-23'], 'closed', '全县停课')).statusCode).toBe(
    200,
  );
  expect((await setDays('S1', registrar, ['2026-11-23'], 'open', '返校补课')).statusCode).toBe(200);
  const november = await month('S1', '2026-11', registrar);
  expect(november.days[19]).toMatchObject({
    open: false,
    why: 'own',
    own: { here: false, reason: '全县停课' },
  });
  expect(november.days[22]).toMatchObject({ open: true, own: { here: true } });
  expect(november.next).toBe('2026-11-19');
  await setDays('S1', registrar, ['2026-11-23'], 'inherit', '');
  expect((await month('S1', '2026-11', registrar)).days[22]).toMatchObject({ open: false });
});

test('the school year goes out as a workbook: every day with its reason, in the language of the reader', async () => {
  await setDays('S1', registrar, ['2026-12-04'], 'closed', '=运动会');
  const get = (headers: Headers, unit = 'S1') =>
    call('GET', `/units/${world.id(unit)}/calendar.xlsx?month=2027-03`, headers);
  const answer = await get(registrar);
  expect(answer.headers['content-disposition']).toContain(encodeURIComponent('校历2026—2027学年.xlsx'));
  const book = await readSpreadsheet(answer.rawPayload, 'calendar.xlsx');
  const rows = book.sheets[0]!.rows.map((r) => r.cells.map((c) => c?.text));
  expect(rows).toHaveLength(1 + 365);
  expect([rows[1]![0], rows.at(-1)![0]]).toEqual(['2026-08-01', '2027-07-31']);
  expect(rows.find((r) => r[0] === '2026-10-10')).toEqual(
    expect.arrayContaining(['六', '上课', '调休上班：国庆节']),
  );
  const own = rows.find((r) => r[0] === '2026-12-04')!;
  expect([own[2], own[3], own[5]]).toEqual(['休', '另行设定：=运动会', '清河县第一小学']);
  const english = await readSpreadsheet(
    (await get({ ...registrar, 'accept-language': 'en' })).rawPayload,
    'calendar.xlsx',
  );
  expect(english.sheets.map((s) => s.name)).toEqual(['Days', 'Terms']);
  expect((await get(registrar, 'S2')).statusCode).toBe(404);
  await setDays('S1', registrar, ['2026-12-04'], 'inherit', '');
});

test('past days, days without a reason and days of a foreign unit are refused', async () => {
  expect((await setDays('S1', registrar, ['2026-11-17'], 'closed')).json()).toMatchObject({
    code: 'org.day-past',
  });
  expect((await setDays('S1', registrar, ['2026-11-27'], 'closed', ' ')).json()).toMatchObject({
    code: 'org.reason-needed',
  });
  expect((await setDays('S2', registrar, ['2026-11-27'], 'closed')).statusCode).toBe(404);
  expect((await setDays('S1', principal, ['2026-11-27'], 'closed')).statusCode).toBe(403);
});

test('terms: added, changed, overlapping refused, over is over', async () => {
  const terms = `/units/${world.id('CA')}/terms`;
  const term = { name: '第一学期', first: '2026-09-01', last: '2027-01-22' };
  const { id } = (await call('POST', terms, county, term)).json<{ id: string }>();
  expect((await call('POST', terms, county, { ...term, name: '重复' })).json()).toMatchObject({
    code: 'org.term-overlaps',
  });
  expect((await call('PUT', `${terms}/${id}`, county, { ...term, last: '2027-01-15' })).statusCode).toBe(200);
  const january = await month('S1', '2027-01', registrar);
  expect(january.terms).toMatchObject([{ inForce: true, here: false, last: '2027-01-15' }]);
  expect(january.days[17]).toMatchObject({ open: false, why: 'vacation' });
  expect(january.days[0]).toMatchObject({ provisional: true, holiday: { zh: '元旦' } });
  const old = { ...term, first: '2025-09-01', last: '2026-01-20' };
  expect((await call('POST', terms, county, old)).json()).toMatchObject({ code: 'org.term-over' });
  expect((await call('DELETE', `/units/${world.id('S1')}/terms/${id}`, registrar)).statusCode).toBe(404);
  expect((await call('DELETE', `${terms}/${id}`, county)).statusCode).toBe(200);
});

test('parameters: the unit’s own value wins from its date on, with source and reason; past dates keep theirs', async () => {
  const read = async (date = '') =>
    (await call('GET', `/parameters?unit=${world.id('S1')}${date && `&date=${date}`}`, registrar))
      .json<Parameters>()
      .rows.find((r) => r.key === 'health.backfill-days')!;
  const put = (more: object) =>
    call('PUT', '/parameters/health.backfill-days', county, {
      unit: world.id('CA'),
      from: '2026-11-20',
      source: '县教育局通知',
      reason: '便于核对',
      ...more,
    });
  expect(await read()).toMatchObject({ value: 7, origin: 'fallback' });
  expect((await put({ value: 3 })).statusCode).toBe(200);
  expect(await read('2026-11-19')).toMatchObject({ value: 7 });
  expect(await read('2026-11-20')).toMatchObject({ value: 3, origin: 'above', setAt: { name: '清河县' } });
  expect((await put({ value: 'three' })).json()).toMatchObject({ code: 'org.parameter-invalid' });
  expect((await put({ value: 3, from: '2026-11-01' })).json()).toMatchObject({
    code: 'org.effective-in-past',
  });
  expect((await put({ value: 3, unit: world.id('CB') })).statusCode).toBe(404);
  expect((await put({ remove: true, from: '2026-12-01' })).statusCode).toBe(200);
  expect(await read('2026-11-30')).toMatchObject({ value: 3 });
  expect(await read('2026-12-01')).toMatchObject({ value: 7, origin: 'fallback' });
});

test('posts: appoint, substitute, end; not beyond one’s own rights; not elsewhere', async () => {
  const posts = `/units/${world.id('S1')}/posts`;
  const account = await makeAccount(app, []);
  const input = { accountId: account.id, postKind: 'health-officer', from: '2026-11-18', backup: true };
  const { id } = (await call('POST', posts, principal, input)).json<{ id: string }>();
  const officers = async () =>
    (await call('GET', posts, principal))
      .json<UnitPosts>()
      .posts.find((p) => p.kind.code === 'health-officer')!;
  expect((await officers()).holders).toMatchObject([
    { id, name: account.username, backup: true, current: true },
  ]);
  expect((await call('POST', posts, principal, input)).json()).toMatchObject({ code: 'org.already-held' });
  const admin = { ...input, postKind: 'administrator' };
  expect((await call('POST', posts, principal, admin)).json()).toMatchObject({
    code: 'org.post-beyond-yours',
  });
  const nobody = { ...input, accountId: 'nobody' };
  expect((await call('POST', posts, principal, nobody)).json()).toMatchObject({
    code: 'org.account-unknown',
  });
  expect((await call('POST', `/units/${world.id('S2')}/posts`, principal, input)).statusCode).toBe(404);
  const end = `/${id}/end`;
  expect(
    (await call('POST', `/units/${world.id('S2')}/posts${end}`, county, { on: '2026-12-01' })).statusCode,
  ).toBe(404);
  expect((await call('POST', posts + end, principal, { on: '2026-12-01' })).statusCode).toBe(200);
  expect((await officers()).holders).toMatchObject([{ to: '2026-12-01' }]);
});
