import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { populate } from '../../../../test/support/checks.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { type EventHub, listen } from '../../kernel/events.ts';
import { FactsCache } from './facts.ts';

const DAY = '2026-11-18';
let t: TestApp;
let w: World;
let people: ReadonlyMap<string, readonly string[]>;
let registrar: Headers;
let events: EventHub;
let facts: FactsCache;
let heardOf: string[] = [];

beforeAll(async () => {
  t = await testApp();
  w = await makeWorld(t.db);
  const owner = new pg.Client({ connectionString: t.url });
  await owner.connect();
  people = await populate(owner);
  await owner.end();
  registrar = await as(
    t,
    ['registrar', w.id('S1')],
    ['registrar', w.id('S2')],
    ['class-teacher', w.id('S1-G1-1')],
  );
  events = await listen(t.url);
  facts = new FactsCache(t.db, events);
  events.subscribe((event) => heardOf.push(event.kind));
});
afterAll(async () => {
  facts.close();
  await events.close();
  await t.close();
});

const get = async (unit: string) => (await facts.get(w.id(unit), DAY))!;
const post = async (path: string, payload: object = {}) => {
  const answer = await t.app.inject({
    method: 'POST',
    url: `/api/people/${path}`,
    headers: registrar,
    payload,
  });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  await t.heard();
  await expect.poll(() => heardOf).toContain('progress');
  const heard = heardOf;
  heardOf = [];
  return heard;
};

test('who moves is forgotten and read anew at both schools, and nowhere else', async () => {
  const [from, to, other] = [await get('S1-G1-1'), await get('S2-G7-1'), await get('S3-G1-1')];
  const pupil = people.get('S1-G1-1')![0]!;
  expect([from, to].map((f) => f.roster.has(pupil))).toEqual([true, false]);
  expect(await post(`${pupil}/transfer`, { unitId: w.id('S2-G7-1') })).toContain('person');
  expect((await get('S1-G1-1')).roster.has(pupil)).toBe(false);
  expect((await get('S2-G7-1')).roster.has(pupil)).toBe(true);
  expect(await get('S3-G1-1')).toBe(other);
});

test('a look at a phone number changes nothing, so nobody is told', async () => {
  const before = await get('S1-G1-1');
  expect(await post(`${people.get('S1-G1-1')![1]}/contact`)).not.toContain('person');
  expect(await get('S1-G1-1')).toBe(before);
});
