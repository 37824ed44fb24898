import { randomUUID } from 'node:crypto';
import type { RemindPreview } from '@lianfang/contract/reportingRemind';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount, tokenOf } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { remindAutomatically } from './index.ts';

let t: TestApp;
let w: World;
let county: Headers;
let teacher: Headers;
let officer: Headers;
const date = '2026-11-18';
beforeAll(async () => {
  t = await testApp({ now: `${date}T08:35:00+08:00` });
  w = await makeWorld(t.db);
  county = await as(t, ['county-officer', w.id('CA')]);
  const two = await makeAccount(
    t,
    [
      ['class-teacher', w.id('S1-G1-1')],
      ['class-teacher', w.id('S1-G1-2')],
    ],
    { name: '林老师' },
  );
  teacher = await tokenOf(t, two.id);
  await makeAccount(t, [['class-teacher', w.id('S1-G1-1'), true]], { name: '顾老师' });
  officer = await as(t, ['health-officer', w.id('S1')]);
});
afterAll(() => t.close());

const post = async (url: string, headers: Headers, payload: object) => {
  const answer = await t.app.inject({ method: 'POST', url: `/api${url}`, headers, payload });
  return { status: answer.statusCode, body: answer.json() };
};
const inbox = async (headers: Headers) =>
  (await t.app.inject({ url: '/api/notifications', headers })).json().rows as {
    kind: string;
    params: { count: number; stage: string };
  }[];
const services = () => ({ db: t.db, clock: t.clock, channels: [] });
const about = () => ({ unit: w.id('CA'), period: date, slot: 'morning', level: 'group' });

test('the preview names who hears of what, substitutes included, and units with nobody to remind', async () => {
  const preview = (await post('/reminders/preview', county, about())).body as RemindPreview;
  const of = (name: string) =>
    preview.targets.find((x) => x.schoolName === '清河县第一小学' && x.name === name)!;
  expect(
    of('一年级1班')
      .recipients.map((r) => [r.name, r.backup])
      .sort(),
  ).toEqual([
    ['林老师', false],
    ['顾老师', true],
  ]);
  expect(of('六年级1班').recipients).toEqual([]);
  expect(preview).toMatchObject({ people: 2, nobody: preview.targets.length - 2, resting: 0 });
  expect(await inbox(teacher)).toEqual([]);
});

test('one press, one message a person; again at once rests; the same id changes nothing (complaint 17)', async () => {
  const id = randomUUID();
  const first = await post('/reminders', county, { id, ...about() });
  expect(first.body).toMatchObject({ people: 2 });
  const mine = await inbox(teacher);
  expect(mine.map((n) => [n.kind, n.params.count])).toEqual([['reminder.check', 2]]);
  expect((await post('/reminders', county, { id, ...about() })).body.units).toBe(first.body.units);
  expect((await post('/reminders', county, { id: randomUUID(), ...about() })).body.units).toBe(0);
  expect(await inbox(teacher)).toHaveLength(1);
  t.clock.set(`${date}T08:46:00+08:00`);
  const one = await post('/reminders', county, { id: randomUUID(), ...about(), units: [w.id('S1-G1-2')] });
  expect(one.body).toEqual({ units: 1, people: 1, nobody: 0 });
});

test('a school officer reminds its own groups only; a teacher may not', async () => {
  expect((await post('/reminders/preview', officer, about())).status).toBe(404);
  expect(
    (await post('/reminders/preview', officer, { ...about(), unit: w.id('S1') })).body.targets,
  ).toHaveLength(4);
  const early = { ...about(), unit: w.id('S1'), includePending: true }; // the office, due at 09:00, too
  expect((await post('/reminders/preview', officer, early)).body.targets).toHaveLength(5);
  expect((await post('/reminders', teacher, { id: randomUUID(), ...about() })).status).toBe(403);
});

test('automatic reminders: before and after the deadline, once, on school days only, digest to the school', async () => {
  const staged = async () =>
    (
      await t.db.tx('*', (tx) =>
        sql<{ stage: string; n: number }>`select stage, count(*)::int as n from reporting.reminder
          where automatic and school_id = ${w.id('S1')} group by 1 order by 1`.execute(tx),
      )
    ).rows.map((r) => `${r.stage} ${r.n}`);
  const at = async (instant: string) => {
    t.clock.set(`${instant}:00+08:00`);
    await Promise.all([remindAutomatically(services()), remindAutomatically(services())]);
    await remindAutomatically(services());
  };
  await at('2026-11-21T08:20'); // a Saturday
  expect(await staged()).toEqual([]);
  await at('2026-11-19T08:10');
  expect(await staged()).toEqual([]);
  await at('2026-11-19T08:20');
  expect(await staged()).toEqual(['before-due 4']);
  await at('2026-11-19T08:34');
  expect(await staged()).toEqual(['before-due 4']);
  await at('2026-11-19T08:36');
  expect(await staged()).toEqual(['after-due 4', 'before-due 4']);
  const digest = (await inbox(officer)).filter((n) => n.kind === 'reminder.groups');
  expect(digest.map((n) => n.params.count)).toEqual([4]);
  await at('2026-11-19T09:16');
  expect(await staged()).toContain('school-before-due 1');
});
