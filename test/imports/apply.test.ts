import { analyse } from '@lianfang/server/modules/people/import/analyse';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { makeWorld, type World } from '../support/world.ts';
import { call, importId, upload } from './desk.ts';
import { csvOf } from './office.ts';
import { idNumber, phone } from './people.ts';

let app: TestApp;
let world: World;
let registrar: Headers;
let county: Headers;
let other: Headers;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  registrar = await as(app, ['registrar', world.id('S1')]);
  county = await as(app, ['county-officer', world.id('CA')]);
  other = await as(app, ['registrar', world.id('S2')]);
});
afterAll(() => app.close());

const boy = idNumber('2015-03-01', 11);
const girl = idNumber('2015-04-02', 12);
const list = [
  '姓名,性别,身份证号,班级,家长姓名,家长电话,住校',
  `张小三,男,${boy},一年级1班,张大,${phone(1)},否`,
  `李小四,女,${girl},一(2)班,李大,${phone(2)},是`,
  `王小五,男,${idNumber('2015-05-03', 13).slice(0, 17)}A,六年级1班,王大,${phone(3)},否`,
].join('\n');
const people = () =>
  app.db.tx(
    '*',
    async (tx) =>
      (
        await sql<{ name: string; unit: string; left_on: string | null; id_enc: Buffer; placements: number }>`
        select p.name, u.code as unit, p.left_on, p.id_enc, (select count(*)::int from people.placement l where l.person_id = p.id) as placements
        from people.person p join org.unit u on u.id = p.unit_id order by p.name`.execute(tx)
      ).rows,
  );

test('a list is checked, refused as a whole or written as far as it is right; a second time changes nothing', async () => {
  const id = importId();
  const checked = await upload(app, registrar, list, { id });
  expect(checked.status, checked.body.detail).toBe(201);
  expect(checked.body.counts).toEqual({
    rows: 3,
    new: 2,
    changed: 0,
    unchanged: 0,
    moved: 0,
    returned: 0,
    rejected: 1,
  });
  expect(checked.body.rejected[0]).toMatchObject({
    row: 4,
    problems: [{ column: 'C', heading: '身份证号', code: 'id-chars', reason: '含有不该有的字符' }],
  });
  expect(checked.body.rejected[0]!.problems[0]!.value).not.toContain('20150503');

  const refused = await call(app, registrar, 'POST', `/imports/${id}/apply`, { mode: 'all' });
  expect([refused.status, refused.body.code]).toEqual([422, 'people.import-rows-rejected']);
  expect(await people()).toEqual([]);

  const written = await call(app, registrar, 'POST', `/imports/${id}/apply`, { mode: 'good' });
  expect([written.status, written.body.state]).toEqual([200, 'applied']);
  expect((await people()).map((p) => [p.name, p.unit])).toEqual([
    ['张小三', 'S1-G1-1'],
    ['李小四', 'S1-G1-2'],
  ]);
  expect((await people()).some((p) => p.id_enc.includes(boy))).toBe(false);
  expect((await call(app, registrar, 'POST', `/imports/${id}/apply`, { mode: 'good' })).status).toBe(200);

  const again = await upload(app, registrar, list);
  expect(again.body.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2, rejected: 1 });
});

test('the error sheet opens in LibreOffice, names the reason, and goes in again once corrected', async () => {
  const { body } = await upload(app, registrar, list);
  const file = await call(app, registrar, 'GET', `/imports/${body.id}/errors.xlsx`).catch(async () => {
    const raw = await app.app.inject({
      method: 'GET',
      url: `/api/imports/${body.id}/errors.xlsx`,
      headers: registrar,
    });
    return { raw: raw.rawPayload };
  });
  const csv = csvOf(file.raw);
  expect(csv).toContain('身份证号（C 列）含有不该有的字符');
  const read = await analyse({
    kind: 'students',
    bytes: file.raw,
    fileName: 'e.xlsx',
    today: '2026-11-18',
    choices: {},
  });
  expect(read.drafts.map((d) => [d.values.name, d.values.className, d.faults.map((f) => f.code)])).toEqual([
    ['王小五', '六年级1班', ['id-chars']],
  ]);
});

test('changes and moves are told before they are written; the past keeps its place', async () => {
  app.clock.set('2026-11-20T08:00:00+08:00');
  const next = `姓名,身份证号,班级,家长电话\n张小三,${boy},一年级2班,\n李小四,${girl},一年级2班,${phone(9)}\n`;
  const { body } = await upload(app, registrar, next);
  expect(body.counts).toMatchObject({ moved: 1, changed: 1, unchanged: 0, new: 0 });
  expect(body.moves).toEqual([{ sheet: 'list', row: 2, name: '张小三', from: '一年级1班', to: '一年级2班' }]);
  expect((await call(app, registrar, 'POST', `/imports/${body.id}/apply`, { mode: 'all' })).status).toBe(200);
  expect((await people()).map((p) => [p.name, p.unit, p.placements])).toEqual([
    ['张小三', 'S1-G1-2', 2],
    ['李小四', 'S1-G1-2', 1],
  ]);

  const undone = await call(app, registrar, 'POST', `/imports/${body.id}/undo`);
  expect([undone.status, undone.body.state]).toEqual([200, 'undone']);
  expect((await people()).map((p) => [p.name, p.unit])).toEqual([
    ['张小三', 'S1-G1-1'],
    ['李小四', 'S1-G1-2'],
  ]);
});

test('nobody pulls a pupil out of a school he does not see; the authority above moves them', async () => {
  const wanted = `姓名,身份证号,学校,班级\n张小三,${boy},清河县第二中学,七年级1班\n`;
  const mine = await upload(app, other, wanted);
  expect(mine.body.rejected[0]?.problems[0]).toMatchObject({ code: 'elsewhere', column: 'B' });
  const above = await upload(app, county, wanted);
  expect(above.body.counts).toMatchObject({ moved: 1, rejected: 0 });
  expect((await call(app, county, 'POST', `/imports/${above.body.id}/apply`, { mode: 'all' })).status).toBe(
    200,
  );
  expect((await people()).find((p) => p.name === '张小三')?.unit).toBe('S2-G7-1');
});

test('an import can no longer be undone once somebody it made was changed', async () => {
  const { body } = await upload(
    app,
    registrar,
    `姓名,身份证号,班级\n赵小六,${idNumber('2015-06-04', 14)},一年级1班\n`,
  );
  await call(app, registrar, 'POST', `/imports/${body.id}/apply`, { mode: 'all' });
  const found = await call(app, registrar, 'GET', '/people?q=zxl');
  expect(found.body.rows.map((r: { name: string }) => r.name)).toEqual(['赵小六']);
  expect(
    (await call(app, registrar, 'PATCH', `/people/${found.body.rows[0].id}`, { address: '河东街道1号' }))
      .status,
  ).toBe(200);
  const undo = await call(app, registrar, 'POST', `/imports/${body.id}/undo`);
  expect([undo.status, undo.body.code]).toEqual([409, 'people.undo-used']);
});

test('columns can be set right; an unknown class is refused until it is asked for', async () => {
  const odd = `谁,哪里\n钱小七,一年级3班\n孙小八,一年级99\n`;
  const first = await upload(app, registrar, odd);
  expect(first.body.code).toBe('people.import-no-columns');
  const named = await upload(app, registrar, odd.replace('谁', '姓名'));
  expect(named.body.counts.rejected).toBe(2);
  const fixed = await call(app, registrar, 'PUT', `/imports/${named.body.id}/choices`, {
    sheets: [{ index: 0, columns: { B: 'className' } }],
  });
  expect(fixed.body.rejected.map((r: { problems: { code: string }[] }) => r.problems[0]!.code)).toEqual([
    'class-unknown',
    'class-unknown',
  ]);
  const made = await call(app, registrar, 'PUT', `/imports/${named.body.id}/choices`, {
    ...fixed.body.choices,
    createClasses: true,
  });
  expect(made.body.newClasses).toEqual(['清河县第一小学 一年级3班', '清河县第一小学 一年级99班']);
});

test('another account’s import, a foreign unit and a person without the permission: refused', async () => {
  const { body } = await upload(app, registrar, list);
  expect((await call(app, county, 'GET', `/imports/${body.id}`)).status).toBe(404);
  expect((await upload(app, registrar, list, { unitId: world.id('S2') })).status).toBe(404);
  const teacher = await as(app, ['class-teacher', world.id('S1-G1-1')]);
  expect((await upload(app, teacher, list)).status).toBe(403);
  expect((await upload(app, registrar, Buffer.from('%PDF-1.7'))).body).toMatchObject({
    code: 'sheet.pdf',
    status: 422,
  });
});

test('staff and units go the same way', async () => {
  const staff = await upload(
    app,
    registrar,
    `姓名,性别,部门,职务,联系电话\n周老师,女,总务处,主任,${phone(20)}\n吴老师,男,语文组,教师,${phone(21)}\n`,
    { kind: 'staff' },
  );
  expect(staff.body.counts).toMatchObject({ new: 2, rejected: 0 });
  await call(app, registrar, 'POST', `/imports/${staff.body.id}/apply`, { mode: 'all' });
  const listed = await call(app, registrar, 'GET', '/people?kind=staff');
  expect(
    listed.body.rows.map((r: { name: string; unitName: string; position: string }) => [
      r.name,
      r.unitName,
      r.position,
    ]),
  ).toEqual([
    ['吴老师', '清河县第一小学', '语文组 教师'],
    ['周老师', '总务处', '主任'],
  ]);
  const units = [
    '单位代码,单位名称,单位类型,上级单位,所属街道',
    'NEW1,清河县第三小学,小学,清河县,河西街道',
    'NEW2,一年级,年级,清河县第三小学,',
    ',一年级1班,班级,一年级,',
    'NEW3,某处,,清河县,',
    'S2,清河县第二初级中学,初级中学,清河县,',
  ].join('\n');
  const checked = await upload(app, county, units, { kind: 'units' });
  expect(checked.body.rejected.map((r) => [r.row, r.problems[0]?.code])).toEqual([
    [4, 'unit-parent-ambiguous'],
  ]);
  const sure = await upload(
    app,
    county,
    units.replace(',一年级1班,班级,一年级,', ',一年级1班,班级,清河县第三小学,'),
    { kind: 'units' },
  );
  expect(sure.body.counts).toMatchObject({ rejected: 0, changed: 1, new: 4 });
  expect((await call(app, county, 'POST', `/imports/${sure.body.id}/apply`, { mode: 'good' })).status).toBe(
    200,
  );
  expect(
    (
      await upload(app, county, units.replace(',一年级1班,班级,一年级,', ',一年级1班,班级,清河县第三小学,'), {
        kind: 'units',
      })
    ).body.counts,
  ).toMatchObject({ unchanged: 5, new: 0 });
});
