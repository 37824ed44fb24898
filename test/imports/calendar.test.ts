import { readSpreadsheet } from '@lianfang/server/kernel/sheet/read';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { makeWorld, type World } from '../support/world.ts';
import { call, upload } from './desk.ts';
import { type Cells, editWorkbook } from './workbook.ts';

let app: TestApp;
let world: World;
let registrar: Headers;
let county: Headers;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  registrar = await as(app, ['registrar', world.id('S1')]);
  county = await as(app, ['county-officer', world.id('CA')]);
});
afterAll(() => app.close());

const fetchFile = async (url: string): Promise<Buffer> =>
  (await app.app.inject({ method: 'GET', url: `/api${url}`, headers: registrar })).rawPayload;

const exported = async (change: (days: Cells[], terms: Cells[]) => void): Promise<Buffer> =>
  editWorkbook(await fetchFile(`/units/${world.id('S1')}/calendar.xlsx?month=2026-11`), (days, terms) =>
    change(days!, terms!),
  );
const day = (rows: Cells[], date: string): Cells => rows.find((r) => r[0] === date)!;
const bring = (content: Buffer | string, name = 'calendar.xlsx', headers = registrar, unit = 'S1') =>
  upload(app, headers, content, { kind: 'calendar', unitId: world.id(unit), name });
const apply = (id: string, mode = 'all') => call(app, registrar, 'POST', `/imports/${id}/apply`, { mode });
const month = async (of: string) =>
  (await call(app, registrar, 'GET', `/units/${world.id('S1')}/calendar?month=${of}`)).body;

test('the exported calendar comes back unchanged; edited, it sets the days and terms; twice changes nothing', async () => {
  const term = { name: '第一学期', first: '2026-09-01', last: '2027-01-22' };
  await call(app, county, 'POST', `/units/${world.id('CA')}/terms`, term);
  const plain = await bring(await exported(() => {}));
  expect([plain.status, plain.body.counts]).toEqual([
    201,
    expect.objectContaining({ rows: 366, unchanged: 366, rejected: 0 }),
  ]);

  const file = await exported((days, terms) => {
    day(days, '2026-11-20').splice(2, 2, '休', '校运会');
    day(days, '2026-12-05').splice(2, 2, '上课', '调休上课：校运会');
    terms.push(['本校第一学期', '2026-09-01', '2027-01-15', null, null]);
    terms.push(['本校第二学期', '2027-02-22', '2027-07-02', '清河县第一小学', null]);
  });
  const made = await bring(file);
  expect(made.body.counts).toMatchObject({ new: 4, unchanged: 364, rejected: 0 });
  const done = await apply(made.body.id);
  expect([done.status, done.body.state, done.body.abilities.undo]).toEqual([200, 'applied', true]);
  expect((await month('2026-11')).days[19]).toMatchObject({
    open: false,
    own: { here: true, reason: '校运会' },
  });
  expect((await month('2026-12')).days[4]).toMatchObject({ open: true, own: { reason: '调休上课：校运会' } });
  expect((await month('2027-01')).days[17]).toMatchObject({ open: false, why: 'vacation' });
  // Its untouched rows are of the calendar as it was: the days that the terms have closed since are not opened again.
  expect((await bring(file)).body.counts).toMatchObject({ new: 0, changed: 0, unchanged: 368, rejected: 0 });
  const again = await bring(
    await exported((days) => day(days, '2026-11-20').splice(3, 1, '另行设定：秋季运动会')),
  );
  expect(again.body.counts).toMatchObject({ new: 0, changed: 1, rejected: 0 });

  expect((await call(app, registrar, 'POST', `/imports/${made.body.id}/undo`)).status).toBe(200);
  expect((await month('2026-11')).days[19]).toMatchObject({ open: true, why: 'workday' });
  expect((await month('2027-01')).terms).toMatchObject([{ name: '第一学期', inForce: true }]);
});

const ROWS = `日期,结束日期,是否开放,缘由,适用日历,设定单位
2026-11-20,,上课,周末,,
2026-11-21,,上课,周末,,
2026-11-10,,休,停电,,
2026-11-27,2026-11-25,休,装修,,
2026-12-01,,也许,装修,,
2026-12-02,,休,全县停课,,清河县教育局
2026-12-03,,休,停水,教师,
2026-12-04,,休,运动会,两者,
2026-12-04,,上课,运动会,工作日,
2026-13-05,,休,运动会,,
2026-12-07,2026-12-11,休,社会实践,,
2026-11-11,,上课,光棍节,,
`;

test('every bad row says where, why and what to do; all or nothing, or the good rows', async () => {
  const { body } = await bring(ROWS, 'list.csv');
  expect(body.rejected.map((r) => [r.row, r.problems[0]!.column, r.problems[0]!.code])).toEqual([
    [2, 'D', 'calendar-reason-needed'],
    [3, 'D', 'calendar-reason-needed'],
    [4, 'A', 'calendar-past'],
    [5, 'B', 'span-reversed'],
    [6, 'C', 'opening-unknown'],
    [7, 'F', 'calendar-elsewhere'],
    [8, 'E', 'calendar-kind-unknown'],
    [10, 'A', 'calendar-repeated'],
    [11, 'A', 'date-invalid'],
  ]);
  for (const { problems } of body.rejected) {
    expect(problems[0]!.reason).toMatch(/[^{}]{4,}/);
    expect(problems[0]!.remedy).toMatch(/[^{}]{4,}/);
  }
  expect(body.counts).toMatchObject({ rows: 12, new: 2, unchanged: 1, rejected: 9 });
  expect((await apply(body.id)).body).toMatchObject({ code: 'people.import-rows-rejected' });
  expect((await month('2026-12')).days[6]).toMatchObject({ open: true });
  expect((await apply(body.id, 'good')).status).toBe(200);
  expect((await month('2026-12')).days[6]).toMatchObject({ open: false, own: { reason: '社会实践' } });
  // A day changed since is not overrun by taking the list back.
  await call(app, registrar, 'PUT', `/units/${world.id('S1')}/calendar/days`, {
    calendars: ['school'],
    dates: ['2026-12-07'],
    set: 'inherit',
    reason: '',
  });
  expect((await call(app, registrar, 'POST', `/imports/${body.id}/undo`)).body).toMatchObject({
    code: 'people.undo-calendar',
  });
  const back = await bring('日期,是否上课,缘由\n2026-12-08,恢复原样,\n', 'back.csv');
  expect(back.body.counts).toMatchObject({ changed: 1 });
});

test('terms that overlap or are over, a list of people, a foreign unit and no unit are refused', async () => {
  const terms = `学期名称,开学日,最后一天\n第一学期,2026-09-01,2027-01-22\n第二学期,2027-01-20,2027-07-02\n旧学期,2025-09-01,2026-01-20\n`;
  const { body } = await bring(terms, 'terms.csv');
  expect(body.rejected.map((r) => [r.row, r.problems[0]!.code])).toEqual([
    [3, 'term-overlap'],
    [4, 'term-over'],
  ]);
  expect((await bring('姓名,性别\n张三,男\n', 'people.csv')).body).toMatchObject({
    code: 'people.import-no-columns',
  });
  expect((await bring(terms, 'terms.csv', registrar, 'S2')).status).toBe(404);
  expect((await upload(app, registrar, terms, { kind: 'calendar' })).body).toMatchObject({
    code: 'people.import-unit-needed',
  });
  const importer = await as(app, ['principal', world.id('S1')]);
  expect((await bring(terms, 'terms.csv', importer)).status).toBe(403);
});

test('a template to fill in is itself a calendar', async () => {
  const book = await readSpreadsheet(await fetchFile('/imports/templates/calendar'), 'template.xlsx');
  expect(book.sheets.map((s) => s.name)).toEqual(['日历', '学期']);
});
