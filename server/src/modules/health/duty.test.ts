import { randomUUID } from 'node:crypto';
import type { Duty } from '@lianfang/contract/healthDuty';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { listen } from '../../kernel/events.ts';

const date = '2026-11-18';
let t: TestApp;
let w: World;
let county: Headers;
let teacher: Headers;
beforeAll(async () => {
  t = await testApp({ now: `${date}T07:30:00+08:00` });
  w = await makeWorld(t.db);
  county = await as(t, ['county-officer', w.id('CA')]);
  teacher = await as(t, ['class-teacher', w.id('S1-G1-1')]);
});
afterAll(() => t.close());

const call = async (
  method: 'GET' | 'POST' | 'DELETE' | 'PUT',
  url: string,
  who: Headers,
  payload?: object,
) => {
  const answer = await t.app.inject({ method, url, headers: { ...who }, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
};
const exempt = async (unit: string, reason: string, slot?: string): Promise<string> => {
  const body = { unit: w.id(unit), from: date, to: date, reason, ...(slot && { slot }) };
  const made = await call('POST', '/api/exemptions', county, body);
  expect(made.status).toBe(201);
  return made.body.id;
};
const slots = async () => {
  const { body } = await call('GET', '/api/checks/duty', teacher);
  return (body as Duty).groups[0]!.slots.map((s) => [s.code, s.state, s.exempt ?? null]);
};
const report = (more: object = {}) =>
  call('POST', '/api/checks', teacher, {
    ...{ id: randomUUID(), unit: w.id('S1-G1-1'), period: date, slot: 'morning' },
    ...{ madeAt: t.clock.now().toString(), enrolled: 40, exceptions: [], ...more },
  });

test('one’s own class comes first, whatever the order of the classes; the one stood in for says so', async () => {
  const second = await as(t, ['class-teacher', w.id('S1-G1-1'), true], ['class-teacher', w.id('S1-G1-2')]);
  const { body } = await call('GET', '/api/checks/duty', second);
  expect((body as Duty).groups.map((g) => [g.unit.id, g.backup])).toEqual([
    [w.id('S1-G1-2'), false],
    [w.id('S1-G1-1'), true],
  ]);
});

test('a correction after the deadline leaves a report on time on time', async () => {
  const { body } = await report();
  t.clock.set(`${date}T09:00:00+08:00`);
  const ill = [{ kind: 'absent_ill' }];
  expect((await report({ corrects: body.id, reason: '家长来电', exceptions: ill })).status).toBe(200);
  expect(await slots()).toEqual([
    ['morning', 'data', null],
    ['noon', 'pending', null],
  ]);
});

test('an exemption of the county, seen by the teacher who cannot see the county: exempt, never overdue', async () => {
  t.clock.set(`${date}T14:30:00+08:00`);
  expect((await slots())[1]).toEqual(['noon', 'missing', null]);
  const noon = await exempt('CA', '全县运动会', 'noon');
  expect(await slots()).toEqual([
    ['morning', 'data', null],
    ['noon', 'exempt', { kind: 'exemption', reason: '全县运动会' }],
  ]);
  await exempt('S1-G1', '军训');
  expect(await slots()).toEqual([
    ['morning', 'exempt', { kind: 'exemption', reason: '军训' }],
    ['noon', 'exempt', { kind: 'exemption', reason: '军训' }],
  ]);
  expect((await report({ slot: 'noon' })).status).toBe(200);
  const { body } = await call('GET', '/api/checks/duty', teacher);
  expect((body as Duty).groups[0]!.slots[1]).toMatchObject({ state: 'exempt', current: { outcome: 'zero' } });
  const of = async (who: Headers, unit: string) =>
    (await call('GET', `/api/reporting/groups?unit=${w.id(unit)}&date=${date}&slot=noon`, who)).body.rows[0];
  expect(await of(county, 'S1-G1-1')).toMatchObject({ state: 'exempt', exempt: { reason: '军训' } });
  await call('DELETE', `/api/units/${w.id('CA')}/exemptions/${noon}`, county);
});

test('those below an exempted unit are told of it', async () => {
  const heard: unknown[] = [];
  const stop = await listenTo(heard);
  await exempt('S1-G6', '研学');
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  await stop();
  expect(heard[0]).toEqual(expect.arrayContaining([w.id('CA'), w.id('S1-G6-1')]));
  expect(heard[0]).not.toContain(w.id('S1-G1-1'));
});

async function listenTo(heard: unknown[]): Promise<() => Promise<void>> {
  const hub = await listen(t.url);
  hub.subscribe((e) => e.kind === 'exemption' && heard.push(e.units));
  return () => hub.close();
}
