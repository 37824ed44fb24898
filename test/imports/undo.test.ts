import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { makeWorld, type World } from '../support/world.ts';
import { call, upload } from './desk.ts';
import { phone } from './people.ts';

let app: TestApp;
let world: World;
let county: Headers;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  county = await as(app, ['county-officer', world.id('CA')]);
});
afterAll(() => app.close());

const imported = async (kind: string, rows: readonly string[]): Promise<string> => {
  const { body } = await upload(app, county, rows.join('\n'), { kind });
  expect([body.counts.rejected, body.abilities.apply]).toEqual([0, true]);
  const { body: done } = await call(app, county, 'POST', `/imports/${body.id}/apply`, { mode: 'all' });
  expect([done.state, done.abilities.undo]).toEqual(['applied', true]);
  return body.id;
};
const undo = (id: string) => call(app, county, 'POST', `/imports/${id}/undo`);
/** Names of the units of the county that are open today, with the code where a list gave one. */
const units = () =>
  app.db.tx('*', async (tx) =>
    (
      await sql<{ name: string }>`select name from org.unit
        where lineage @> array[${world.id('CA')}::bigint] and closed_on is null order by name`.execute(tx)
    ).rows.map((r) => r.name),
  );

const list = [
  '单位代码,单位名称,单位类型,上级单位',
  'NEW1,清河县第三小学,小学,清河县',
  'NEW2,一年级,年级,清河县第三小学',
  ',一年级1班,班级,清河县第三小学',
  'S2,清河县第二初级中学,初级中学,清河县',
];

test('a list of units is taken back: new units go, the renamed one is as it was, the codes are free again', async () => {
  const before = await units();
  const id = await imported('units', list);
  expect(await units()).not.toEqual(before);
  const history = await call(app, county, 'GET', `/units/${world.id('S2')}/operations`);
  expect(history.body.rows.map((o: { type: string }) => o.type)).toEqual(['edit']);

  const undone = await undo(id);
  expect([undone.status, undone.body.state, undone.body.abilities.undo]).toEqual([200, 'undone', false]);
  expect(await units()).toEqual(before);

  await imported('units', list);
  expect(await units()).toContain('清河县第三小学');
});

test('a list of units stays where something hangs on it by now: a pupil, a term', async () => {
  const id = await imported('units', [
    '单位代码,单位名称,单位类型,上级单位',
    'NEW9,清河县第九小学,小学,清河县',
  ]);
  const rows = await call(app, county, 'GET', '/units?q=第九小学');
  const school: string = rows.body.rows[0].id;
  const term = await call(app, county, 'POST', `/units/${school}/terms`, {
    name: '第一学期',
    first: '2026-09-01',
    last: '2027-01-20',
  });
  expect(term.status).toBe(201);
  const used = await undo(id);
  expect([used.status, used.body.code]).toEqual([409, 'org.undo-in-use']);

  const pupils = await imported('students', [
    '姓名,学校,班级,家长电话',
    `张小三,清河县第九小学,一年级1班,${phone(1)}`,
  ]);
  expect(await units()).toContain('清河县第九小学');
  expect((await undo(id)).status).toBe(409);
  expect((await undo(pupils)).status).toBe(200);
});

test('the first list of a school is taken back with the classes it made', async () => {
  const before = await units();
  const rows = ['姓名,学校,班级,家长电话', `李小四,清河县第三小学,二年级1班,${phone(2)}`];
  const { body } = await upload(app, county, rows.join('\n'));
  expect(body.newClasses).toEqual([]);
  const id = body.id;
  await call(app, county, 'PUT', `/imports/${id}/choices`, { createClasses: true });
  await call(app, county, 'POST', `/imports/${id}/apply`, { mode: 'all' });
  expect(await units()).toEqual(expect.arrayContaining(['二年级', '二年级1班']));
  expect((await undo(id)).status).toBe(200);
  expect(await units()).toEqual(before);
});

test('classes that another list has filled by now stay when the first is taken back', async () => {
  const row = (name: string) => ['姓名,学校,班级,家长电话', `${name},清河县第三小学,三年级1班,${phone(3)}`];
  const { body } = await upload(app, county, row('王小五').join('\n'));
  await call(app, county, 'PUT', `/imports/${body.id}/choices`, { createClasses: true });
  await call(app, county, 'POST', `/imports/${body.id}/apply`, { mode: 'all' });
  await imported('students', row('赵小六'));
  expect((await undo(body.id)).status).toBe(200);
  expect(await units()).toContain('三年级1班');
});

test('how long an import can be taken back is a rule of the platform; past it the refusal says so', async () => {
  const id = await imported('students', [
    '姓名,学校,班级,家长电话',
    `孙小七,清河县第三小学,三年级1班,${phone(4)}`,
  ]);
  await app.db.tx('*', (tx) =>
    sql`insert into kernel.parameter (key, value, valid_from, source)
      values ('people.import-undo-hours', '2', '2026-01-01', '县教育局规定')`.execute(tx),
  );
  app.clock.set(app.clock.now().add({ hours: 3 }));
  expect((await call(app, county, 'GET', `/imports/${id}`)).body.abilities.undo).toBe(false);
  const late = await undo(id);
  expect(late.body).toMatchObject({ code: 'people.undo-late', params: { hours: 2 } });
});
