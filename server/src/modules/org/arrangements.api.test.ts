import { type ArrangedDay, readNotice } from '@lianfang/contract/arrangement';
import type { CalendarMonth } from '@lianfang/contract/orgCalendar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { readStatute } from './arrangements.ts';
import { statutoryDay } from './domain/statutory.ts';

let app: TestApp;
let world: World;
let province: Headers;
let county: Headers;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  province = await as(app, ['administrator', world.id('PROV')]);
  county = await as(app, ['county-officer', world.id('CA')]);
});
afterAll(() => app.close());

/** A notice as it might come for 2033, a year this release does not know; its law days are those of the statute. */
const notice = `一、元旦:1月1日(周六)至3日(周一)放假调休,共3天。
二、春节:1月30日(周日)至2月5日(周六)放假调休,共7天。2月6日(周日)上班。
三、清明节:4月2日(周六)至4日(周一)放假,共3天。
四、劳动节:5月1日(周日)至5日(周四)放假调休,共5天。5月7日(周六)上班。
五、端午节:6月1日(周三)放假。
六、中秋节:9月8日(周四)至10日(周六)放假调休,共3天。9月11日(周日)上班。
七、国庆节:10月1日(周六)至7日(周五)放假调休,共7天。10月8日(周六)、10月9日(周日)上班。`;
const days = readNotice(notice, 2033);
const put = (unit: string, headers: Headers, body: { days: ArrangedDay[]; source?: string }, year = 2033) =>
  app.app.inject({
    method: 'PUT',
    url: `/api/units/${world.id(unit)}/arrangements/${year}`,
    headers,
    payload: { source: '国务院办公厅关于2033年部分节假日安排的通知', ...body },
  });
const month = async (unit: string, of: string, headers: Headers) =>
  (
    await app.app.inject({
      method: 'GET',
      url: `/api/units/${world.id(unit)}/calendar?month=${of}`,
      headers,
    })
  ).json<CalendarMonth>();

test('entered once at the top, a year is no longer provisional for any unit; a unit’s own days still win', async () => {
  const before = await month('CA', '2033-10', county);
  expect([before.days[9]?.provisional, before.days[8]?.open, before.can.arrange]).toEqual([
    true,
    false,
    false,
  ]);
  expect((await month('PROV', '2033-10', province)).can.arrange).toBe(true);

  expect((await put('PROV', province, { days })).json()).toEqual({ ok: true });
  const october = await month('CA', '2033-10', county);
  expect(october.days.some((d) => d.provisional)).toBe(false);
  expect(october.days[5]).toMatchObject({
    open: false,
    why: 'holiday',
    holiday: { zh: '国庆节', en: 'National Day' },
  });
  expect(october.days[8]).toMatchObject({ open: true, why: 'make-up' }); // Sunday the 9th
  expect(october.arrangement?.source).toContain('2033年');

  const own = await app.app.inject({
    method: 'PUT',
    url: `/api/units/${world.id('CA')}/calendar/days`,
    headers: county,
    payload: { calendars: ['school'], dates: ['2033-10-09'], set: 'closed', reason: '县里停课' },
  });
  expect(own.statusCode).toBe(200);
  expect((await month('CA', '2033-10', county)).days[8]).toMatchObject({ open: false, why: 'own' });
  expect((await app.db.tx('*', readStatute))('2033-10-09').work).toBe(true);
});

test('below the top, with a law day missing, a weekday worked, or another year’s day, it is refused by name', async () => {
  const code = async (...asked: Parameters<typeof put>) => (await put(...asked)).json().code;
  expect(await code('CA', county, { days })).toBe('org.arrangement-top');
  expect(await code('PROV', province, { days: days.filter((d) => d.date !== '2033-06-01') })).toBe(
    'org.arrangement-law',
  );
  const odd = (date: string): ArrangedDay[] => [...days, { date, work: true, holiday: '国庆节' }];
  expect(await code('PROV', province, { days: odd('2033-10-12') })).toBe('org.arrangement-weekday');
  expect(await code('PROV', province, { days: odd('2034-01-07') })).toBe('org.arrangement-day');
});

test('days that have passed stay what they were; what was entered can be taken back', async () => {
  const known = readNotice('元旦:1月1日至3日放假。1月4日上班。', 2026);
  const law = Array.from({ length: 365 }, (_, i) =>
    new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
  )
    .filter((d) => statutoryDay(d).kind === 'holiday' && d > '2026-01-03')
    .map((date): ArrangedDay => ({ date, work: false, holiday: '节日' }));
  expect((await put('PROV', province, { days: [...known, ...law] }, 2026)).json().code).toBe(
    'org.arrangement-past',
  );

  const remove = () =>
    app.app.inject({
      method: 'DELETE',
      url: `/api/units/${world.id('PROV')}/arrangements/2033`,
      headers: province,
    });
  expect((await remove()).statusCode).toBe(200);
  expect((await month('CA', '2033-10', county)).days[9]?.provisional).toBe(true);
  expect((await remove()).statusCode).toBe(404);
});

test('the reader of notices and the library agree on 2026, day by day', () => {
  const text = [
    '一、元旦:1月1日至3日放假调休。1月4日上班。',
    '二、春节:2月15日至23日放假调休。2月14日、2月28日上班。',
    '三、清明节:4月4日至6日放假。',
    '四、劳动节:5月1日至5日放假调休。5月9日上班。',
    '五、端午节:6月19日至21日放假。',
    '六、中秋节:9月25日至27日放假。',
    '七、国庆节:10月1日至7日放假调休。9月20日、10月10日上班。',
  ].join('\n');
  const read = new Map(readNotice(text, 2026).map((d) => [d.date, d.work]));
  for (let at = Date.UTC(2026, 0, 1); at <= Date.UTC(2026, 11, 31); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    expect([date, read.get(date) ?? !weekend]).toEqual([date, statutoryDay(date).work]);
  }
});
