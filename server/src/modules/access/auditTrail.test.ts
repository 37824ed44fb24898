import type { AuditView } from '@lianfang/contract/explain';
import { audit } from '@lianfang/server/kernel/audit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let t: TestApp;
let world: World;
/** Written in this order, by turns into the chains of both counties, the city, and the platform. */
const written: string[] = [];

beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t.db);
  const places = [
    ['CA', 'S1'],
    ['CB', 'S3'],
    ['CA', 'CA'],
    ['CITY', 'CITY'],
    ['0', null],
  ] as const;
  for (let i = 0; i < 40; i++) {
    const [area, unit] = places[i % places.length]!;
    const entry = { actor: 'system', verb: 'test.mark', object: `mark:${i}`, unitId: unit && world.id(unit) };
    await t.db.tx('*', (tx) => audit(tx, area === '0' ? '0' : world.id(area), [entry]));
    written.push(`${unit ?? '–'} mark:${i}`);
  }
});
afterAll(() => t.close());

/** All pages of a unit's marks, latest first, as 'unit object'. */
async function marks(unit: string, headers: Headers, limit = 7): Promise<string[]> {
  const seen: AuditView[] = [];
  let after = '';
  for (;;) {
    const answer = await t.app.inject({
      url: `/api/audit?unit=${world.id(unit)}&verb=test.mark&limit=${limit}${after && `&after=${after}`}`,
      headers,
    });
    expect(answer.statusCode, answer.body).toBe(200);
    const page = answer.json<{ rows: AuditView[]; next?: string }>();
    seen.push(...page.rows);
    if (page.next === undefined) break;
    after = page.next;
  }
  const codes = new Map([...world.ids].map(([code, id]) => [id, code]));
  return seen.map((e) => `${e.unitId === null ? '–' : codes.get(e.unitId)} ${e.object}`);
}
const of = (...units: string[]) => written.filter((w) => units.includes(w.split(' ')[0]!)).reverse();

test('a city sees the chains of all its counties in one list by time, whatever the page', async () => {
  const city = await as(t, ['city-officer', world.id('CITY')]);
  const all = of('CA', 'CB', 'CITY', 'S1', 'S3');
  expect(await marks('CITY', city)).toEqual(all);
  expect(await marks('CITY', city, 1)).toEqual(all);
  expect(await marks('CA', city)).toEqual(of('CA', 'S1'));
});

test('a county sees its own chain, a school its own rows', async () => {
  const county = await as(t, ['county-officer', world.id('CA')]);
  expect(await marks('CA', county)).toEqual(of('CA', 'S1'));
  const principal = await as(t, ['principal', world.id('S1')]);
  expect(await marks('S1', principal)).toEqual(of('S1'));
});

test('the chain of the platform itself is for its administrator at the top only', async () => {
  const administrator = await as(t, ['administrator', world.id('PROV')]);
  expect(await marks('PROV', administrator)).toEqual([...written].reverse());
  const officer = await as(t, ['province-officer', world.id('PROV')]);
  expect(await marks('PROV', officer)).toEqual(of('CA', 'CB', 'CITY', 'S1', 'S3'));
  const local = await as(t, ['administrator', world.id('CA')]);
  expect(await marks('CA', local)).toEqual(of('CA', 'S1'));
});

test('a place that is none is refused, not searched for', async () => {
  const county = await as(t, ['county-officer', world.id('CA')]);
  for (const after of ['5', '1.2', 'a.b.c', '99999999999999999.1.1']) {
    const answer = await t.app.inject({
      url: `/api/audit?unit=${world.id('CA')}&after=${after}`,
      headers: county,
    });
    expect(answer.json().code, after).toBe('kernel.invalid-input');
  }
});
