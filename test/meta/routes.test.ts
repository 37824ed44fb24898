import { allRoutes } from '@lianfang/server/app';
import type { AnyEndpoint } from '@lianfang/server/kernel/endpoint';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type ForeignWorld, foreignValues, MARK, makeForeignWorld } from '../support/foreign.ts';
import { sampleOf } from '../support/sample.ts';
import { makeWorld } from '../support/world.ts';

const routes = allRoutes();

/** The only endpoints that nobody needs to sign in for; each is a decision. */
const PUBLIC = new Set([
  'signIn',
  'signInSecondFactor',
  'signOut',
  'readInvitation',
  'acceptInvitation',
  'getSetup',
  'setUpAdministrator',
  'setUpDemo',
  'getSetupProgress',
  'listDemoAccounts',
]);

/** Where each post of the seed is held in the test world. */
const PLACES: Readonly<Record<string, string>> = {
  administrator: 'PROV',
  'province-officer': 'PROV',
  'city-officer': 'CITY',
  'county-officer': 'CA',
  'street-officer': 'ST',
  principal: 'S1',
  'health-officer': 'S1',
  registrar: 'S1',
  'class-teacher': 'S1-G1-1',
  'dormitory-keeper': 'S2-D1',
  'group-reporter': 'S1-OF',
};

let app: TestApp;
let foreign: ForeignWorld;
const people = new Map<string, Headers>();

beforeAll(async () => {
  app = await testApp();
  const world = await makeWorld(app.db);
  foreign = await makeForeignWorld(app);
  const kinds = await app.db.tx('*', (tx) =>
    sql<{ code: string }>`select code from org.post_kind`.execute(tx),
  );
  for (const { code } of kinds.rows) people.set(code, await as(app, [code, world.id(PLACES[code]!)]));
});
afterAll(() => app.close());

/** The request a thief would send: valid by its schema, every identifier somebody else's. */
function theft(route: AnyEndpoint) {
  const values = foreignValues(foreign, route.url);
  const params = (route.params ? sampleOf(route.params, values) : {}) as Record<string, string>;
  const query = (route.query ? sampleOf(route.query, values) : {}) as Record<string, string>;
  const url = route.url.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])));
  return {
    method: route.method,
    url: `${url}?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`,
    ...(route.multipart
      ? {
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          payload:
            '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n1,2\r\n--x--\r\n',
        }
      : route.body && { payload: sampleOf(route.body, values) as object }),
  };
}

/** Live streams do not end: only their refusals can be awaited here (the stream's own tests do the rest). */
const endless = (route: AnyEndpoint) => route.produces === 'text/event-stream';

test('ids and urls are unique, every endpoint names its answer', () => {
  expect(new Set(routes.map((r) => r.id)).size).toBe(routes.length);
  expect(new Set(routes.map((r) => `${r.method} ${r.url}`)).size).toBe(routes.length);
  expect(routes.filter((r) => !r.response || !r.summary || !r.tag).map((r) => r.id)).toEqual([]);
});

test('every post of the seed has a place in this test', () => {
  expect([...people.keys()].filter((code) => !PLACES[code])).toEqual([]);
});

test('what is public was decided to be', () => {
  expect(
    routes
      .filter((r) => r.access.kind === 'public')
      .map((r) => r.id)
      .filter((id) => !PUBLIC.has(id)),
  ).toEqual([]);
});

const named = (list: readonly AnyEndpoint[]) => list.map((r) => [`${r.method} ${r.url}`, r] as const);

test.each(named(routes.filter((r) => r.access.kind !== 'public')))(
  '%s is closed to those who have not signed in',
  async (_name, route) => {
    const answer = await app.app.inject(theft(route));
    expect(answer.statusCode).toBe(401);
  },
);

test.each(named(routes.filter((r) => r.access.kind === 'permission' && !endless(r))))(
  '%s gives no post what is foreign to it',
  async (_name, route) => {
    const request = theft(route);
    const answers: string[] = [];
    for (const [post, headers] of people) {
      const answer = await app.app.inject({ ...request, headers: { ...request.headers, ...headers } });
      const seen = `${post}: ${answer.statusCode} ${answer.body.slice(0, 300)}`;
      answers.push(seen);
      expect(answer.body, `${post} reads foreign names`).not.toContain(MARK);
      const list = route.method === 'GET' && answer.statusCode === 200;
      const refused = [403, 404].includes(answer.statusCode);
      // A batch answers item by item: each must be refused on its own.
      const itemwise =
        answer.statusCode < 300 && /"problem"/.test(answer.body) && !/"receipt"/.test(answer.body);
      expect(list || refused || itemwise, seen).toBe(true);
    }
    // A request that every post is refused for want of a permission alone would prove nothing about scope.
    expect(
      answers.some((a) => !/: 403/.test(a)),
      answers.join('\n'),
    ).toBe(true);
  },
);
