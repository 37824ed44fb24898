import { randomUUID } from 'node:crypto';
import type { CheckInput } from '@lianfang/contract/health';
import type { Register } from '@lianfang/contract/healthRegister';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvOf } from '../../../../../test/imports/office.ts';
import { as, type Headers } from '../../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../../test/support/app.ts';
import { populate } from '../../../../../test/support/checks.ts';
import { makeWorld, type World } from '../../../../../test/support/world.ts';

let app: TestApp;
let world: World;
let officer: Headers;
let people: ReadonlyMap<string, readonly string[]>;

const get = (who: Headers, url: string) => app.app.inject({ method: 'GET', url, headers: { ...who } });
const register = async (kind: string, unit = 'S1', who = officer): Promise<Register> =>
  (await get(who, `/api/registers/${kind}?unit=${world.id(unit)}&from=2026-11-18&to=2026-11-18`)).json();

async function report(n: number, unit: string, exceptions: CheckInput['exceptions'] = []): Promise<void> {
  const answer = await app.app.inject({
    method: 'POST',
    url: '/api/checks',
    headers: { ...officer },
    payload: {
      id: `00000000-0000-7000-8000-00000000000${n}`,
      unit: world.id(unit),
      period: '2026-11-18',
      slot: 'morning',
      madeAt: '2026-11-18T07:40:00+08:00',
      exceptions,
    },
  });
  expect(answer.statusCode).toBe(200);
}

beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
  const owner = new pg.Client({ connectionString: app.url });
  await owner.connect();
  people = await populate(owner);
  const [a] = people.get('S1-G1-1')!;
  await owner.query(
    `update people.person set name = '=1+1', sex = 'female', birth_date = '2019-12-01', guardian_phone_last4 = '4321'
     where id = $1`,
    [a],
  );
  await owner.end();
  officer = await as(app, ['health-officer', world.id('S1')]);
  await report(1, 'S1-G1-1', [
    { personId: a!, kind: 'absent_ill', symptoms: ['fever', 'cough'], temperature: 38.4, sawDoctor: true },
    { personId: people.get('S1-G1-1')![1]!, kind: 'present_ill', symptoms: ['cough'] },
    { personId: people.get('S1-G1-1')![2]!, kind: 'late' },
  ]);
  await report(2, 'S1-G1-2');
});
afterAll(() => app.close());

test('the check register: figures once a check, a line for each who is ill, a zero report otherwise', async () => {
  const { rows, named } = await register('check');
  expect(named).toBe(true);
  expect(rows.map((r) => [r.unit, r.enrolled, r.present, r.absentIll, r.name, r.age, r.isPresent])).toEqual([
    ['一年级1班', 10, 9, 1, '=1+1', 6, '否'],
    ['一年级1班', undefined, undefined, undefined, '学生2', null, '是'],
    ['一年级2班', 10, 10, 0, '零报告', undefined, undefined],
  ]);
  expect(rows[0]).toMatchObject({
    phone: '*******4321',
    symptoms: '发热、咳嗽',
    temperature: 38.4,
    doctor: '是',
  });
});

test('absences and the daily summary say the same figures', async () => {
  expect((await register('absence')).rows).toMatchObject([
    { name: '=1+1', days: 0.5, firstOn: '2026-11-18', returnedOn: '' },
  ]);
  expect((await register('daily')).rows).toMatchObject([
    {
      school: '清河县第一小学',
      reported: 2,
      enrolled: 20,
      absentIll: 1,
      rate: 0.05,
      late: 1,
      presentIll: 1,
      cough: 2,
    },
  ]);
});

test('who may not see checks gets no names; a county has no named register; each look is logged', async () => {
  const county = await as(app, ['county-officer', world.id('CA')]);
  const { rows, named } = await register('check', 'S1', county);
  expect([named, rows[0]!.name]).toEqual([false, '=***']);
  expect(await register('check', 'CA', county)).toMatchObject({ code: 'health.register-unit' });
  expect((await register('daily', 'CA', county)).rows).toHaveLength(1);
  expect(await register('check', 'S2')).toMatchObject({ code: 'kernel.not-found' });
  const { rows: log } = await app.db.tx('*', async () =>
    app.db.pool.query(`select count(*)::int as n from kernel.audit_entry where verb = 'register.read'`),
  );
  expect(log[0].n).toBeGreaterThanOrEqual(5);
});

test('CSV opens in Excel as Chinese, and a typed formula stays text', async () => {
  const url = `/api/registers/check?unit=${world.id('S1')}&from=2026-11-18&to=2026-11-18&format=csv`;
  const answer = await get(officer, url);
  expect(answer.headers['content-disposition']).toContain(
    encodeURIComponent('清河县第一小学学生晨午检记录表'),
  );
  expect(answer.body.startsWith('\uFEFF日期,时段,班级')).toBe(true);
  expect(answer.body).toContain(",'=1+1,女,6,");
});

test('the daily summary follows the day: morning before evening', async () => {
  app.clock.set('2026-11-18T20:00:00+08:00');
  const other = await as(app, ['health-officer', world.id('S2')]);
  for (const [unit, slot] of [
    ['S2-D1', 'evening'],
    ['S2-G7-1', 'morning'],
  ] as const) {
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/checks',
      headers: { ...other },
      payload: {
        ...{ id: randomUUID(), unit: world.id(unit), period: '2026-11-18', slot, exceptions: [] },
        ...{ madeAt: '2026-11-18T20:00:00+08:00', enrolled: 10 },
      },
    });
    expect(answer.statusCode, answer.body).toBe(200);
  }
  const { rows } = await register('daily', 'S2', other);
  expect(rows.map((r) => r.slot)).toEqual(['晨检', '晚检']);
});

test('LibreOffice reads the same figures from the Excel file', async () => {
  const url = `/api/registers/check?unit=${world.id('S1')}&from=2026-11-18&to=2026-11-18&format=xlsx`;
  const lines = csvOf((await get(officer, url)).rawPayload)
    .trim()
    .split('\n');
  expect(lines[0]).toContain('学生晨午检记录表');
  expect(lines[1]).toContain('清河县第一小学');
  const cells = lines.slice(3, 6).map((l) => l.split(','));
  expect(cells.map((c) => [c[2], c[3], c[4], c[5], c[6], c[13]])).toEqual([
    ['一年级1班', '10', '9', '1', '=1+1', '38.4'],
    ['一年级1班', '', '', '', '学生2', ''],
    ['一年级2班', '10', '10', '0', '零报告', ''],
  ]);
  expect(lines.at(-1)).toContain('单位负责人（签字）');
}, 90_000);

test('a zero report is one without any exception: others away or late are none, as on the tiles', async () => {
  // Late in the evening, and past midnight here though not in UTC: the register goes by the deployment's days.
  app.clock.set('2026-11-18T23:30:00+08:00');
  await report(3, 'S1-G6-2', [{ personId: people.get('S1-G6-2')![0]!, kind: 'absent_other' }]);
  app.clock.set('2026-11-19T00:30:00+08:00');
  await report(4, 'S1-G6-1', [{ personId: people.get('S1-G6-1')![0]!, kind: 'late' }]);
  app.clock.set('2026-11-18T10:00:00+08:00');
  const { rows } = await register('check');
  expect(rows.slice(-3).map((r) => [r.unit, r.present, r.absentIll, r.name])).toEqual([
    ['一年级2班', 10, 0, '零报告'],
    ['六年级2班', 9, 0, '无患病人员'],
    ['六年级1班', 10, 0, '无患病人员'],
  ]);
  const tiles = await get(
    officer,
    `/api/reporting/groups?unit=${world.id('S1')}&date=2026-11-18&slot=morning`,
  );
  const states = tiles.json<{ rows: { name: string; state: string }[] }>().rows;
  expect(Object.fromEntries(states.map((r) => [r.name, r.state]))).toMatchObject({
    一年级2班: 'zero',
    六年级2班: 'late',
  });
});
