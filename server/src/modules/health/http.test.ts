import { randomUUID } from 'node:crypto';
import type { CheckBatchResult, CheckInput, CheckReceipt } from '@lianfang/contract/health';
import type { AbsenceList } from '@lianfang/contract/healthAbsence';
import type { CheckList, Duty } from '@lianfang/contract/healthDuty';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { populate } from '../../../../test/support/checks.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let app: TestApp;
let world: World;
let people: ReadonlyMap<string, readonly string[]>;
let teacher: Headers;
let officer: Headers;
beforeAll(async () => {
  app = await testApp({ now: '2026-11-17T07:40:00+08:00' });
  world = await makeWorld(app.db);
  const owner = new pg.Client({ connectionString: app.url });
  await owner.connect();
  people = await populate(owner);
  await owner.end();
  teacher = await as(app, ['class-teacher', world.id('S1-G1-1')]);
  officer = await as(app, ['health-officer', world.id('S1')]);
});
afterAll(() => app.close());

const check = (unit: string, more: Partial<CheckInput> = {}): CheckInput => ({
  id: randomUUID(),
  unit: world.id(unit),
  period: '2026-11-17',
  slot: 'morning',
  madeAt: '2026-11-17T07:39:00+08:00',
  exceptions: [],
  ...more,
});
async function call<T>(
  who: Headers,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
): Promise<{
  status: number;
  body: T & { code?: string; detail?: string; errors?: { field: string; detail: string }[] };
}> {
  const answer = await app.app.inject({ method, url, headers: { ...who }, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

test('a teacher reports two pupils; a foreign class is not found; a bad row is named with its remedy', async () => {
  const [a, b] = people.get('S1-G1-1')!;
  const ill = check('S1-G1-1', {
    exceptions: [
      { personId: a!, kind: 'absent_ill', symptoms: ['fever', 'cough'], temperature: 38.4, sawDoctor: true },
      { personId: b!, kind: 'late' },
    ],
  });
  const sent = await call<CheckReceipt>(teacher, 'POST', '/api/checks', ill);
  expect(sent).toMatchObject({ status: 200, body: { id: ill.id, outcome: 'data' } });
  expect((await call(teacher, 'POST', '/api/checks', check('S1-G1-2'))).status).toBe(404);
  const wrong = await call(teacher, 'POST', '/api/checks', {
    ...check('S1-G1-1'),
    exceptions: [{ personId: people.get('S1-G1-2')![0], kind: 'late' }],
  });
  expect(wrong.body).toMatchObject({
    code: 'health.person-foreign',
    errors: [{ field: 'exceptions/0/personId' }],
  });
  expect(wrong.body.errors![0]!.detail).toContain('刷新名册');
});

test('times: not tomorrow, not last month, not before the slot opens, not a slot the class has not', async () => {
  const refused = async (more: Partial<CheckInput>) =>
    (await call(teacher, 'POST', '/api/checks', check('S1-G1-1', more))).body.code;
  expect(await refused({ period: '2026-11-18' })).toBe('health.period-future');
  expect(await refused({ period: '2026-10-01' })).toBe('health.period-closed');
  expect(await refused({ slot: 'noon' })).toBe('health.slot-not-open');
  expect(await refused({ slot: 'midnight' })).toBe('health.slot-unknown');
});

test('an outbox is answered item by item: order kept, foreign and bad ones refused alone', async () => {
  const first = check('S1-G6-1');
  const [who] = people.get('S1-G6-1')!;
  const correction = check('S1-G6-1', {
    exceptions: [{ personId: who!, kind: 'absent_other' }],
    corrects: first.id,
    reason: '家长来电请假',
  });
  const checks = [first, check('S2-G7-1'), correction, check('S1-G6-2', { slot: 'midnight' })];
  const { body } = await call<CheckBatchResult>(officer, 'POST', '/api/checks/batch', { checks });
  expect(body.results.map((r) => r.receipt?.outcome ?? r.problem?.code)).toEqual([
    'zero',
    'kernel.not-found',
    'data',
    'health.slot-unknown',
  ]);
  const history = await call<CheckList>(officer, 'GET', `/api/checks/${first.id}/history`);
  expect(history.body.rows.map((r) => [r.current, r.reason])).toEqual([
    [false, undefined],
    [true, '家长来电请假'],
  ]);
  expect((await call(teacher, 'GET', `/api/checks/${first.id}/history`)).status).toBe(404);
});

test('the duty of the day: roster, slots and their state, yesterday’s ill to be suggested', async () => {
  app.clock.set('2026-11-18T07:30:00+08:00');
  const { body } = await call<Duty>(teacher, 'GET', '/api/checks/duty');
  expect(body.groups).toHaveLength(1);
  const [group] = body.groups;
  expect(group!.roster).toHaveLength(10);
  expect(group!.slots.map((s) => [s.code, s.state])).toEqual([
    ['morning', 'pending'],
    ['noon', 'pending'],
  ]);
  expect(group!.suggestions).toMatchObject([
    { personId: people.get('S1-G1-1')![0], kind: 'absent_ill', onsetOn: '2026-11-17', sawDoctor: true },
  ]);
  app.clock.set('2026-11-18T08:31:00+08:00');
  await call(teacher, 'POST', '/api/checks', check('S1-G1-1', { period: '2026-11-18' }));
  const later = (await call<Duty>(teacher, 'GET', '/api/checks/duty')).body.groups[0]!;
  expect(later.slots[0]).toMatchObject({ state: 'late', current: { outcome: 'zero', current: true } });

  const substitute = (await call<Duty>(officer, 'GET', '/api/checks/duty')).body;
  expect(substitute.groups).toEqual([]);
  expect(substitute.others).toHaveLength(5);
  const one = await call<Duty>(officer, 'GET', `/api/checks/duty?unit=${world.id('S1-G1-1')}`);
  expect(one.body.groups[0]!.slots[0]!.state).toBe('late');
  expect((await call(teacher, 'GET', `/api/checks/duty?unit=${world.id('S1-G1-2')}`)).status).toBe(404);
});

test('an absence is traced until the return', async () => {
  const [a] = people.get('S1-G1-1')!;
  const url = `/api/absences?unit=${world.id('S1')}&from=2026-11-16&to=2026-11-20`;
  const before = (await call<AbsenceList>(officer, 'GET', url)).body.rows;
  expect(before).toMatchObject([
    {
      personId: a,
      firstOn: '2026-11-17',
      lastOn: '2026-11-17',
      halfDays: 1,
      returnedOn: '2026-11-18',
      temperature: 38.4,
    },
  ]);
  const note = { id: randomUUID(), firstOn: '2026-11-17', state: 'recovered', note: '电话:已退热,明日返校' };
  const post = () => call(teacher, 'POST', `/api/absences/${a}/follow-ups`, note);
  expect((await post()).status).toBe(200);
  expect((await post()).status).toBe(200);
  const after = (await call<AbsenceList>(teacher, 'GET', url.replace(world.id('S1'), world.id('S1-G1-1'))))
    .body;
  expect(after.rows[0]!.followUps).toMatchObject([{ note: note.note, state: 'recovered' }]);
  const foreign = people.get('S2-G7-1')![0];
  expect((await call(teacher, 'POST', `/api/absences/${foreign}/follow-ups`, note)).status).toBe(404);
});
