import type { Parameters } from '@lianfang/contract/orgParameters';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await testApp();
  world = await makeWorld(app.db);
});
afterAll(() => app.close());

const lockout = async (unit: string, headers: Headers) => {
  const answer = await app.app.inject({ url: `/api/parameters?unit=${world.id(unit)}`, headers });
  return answer.json<Parameters>().rows.find((r) => r.key === 'access.lockout');
};
const setLockout = (unit: string, headers: Headers, failures: number) =>
  app.app.inject({
    method: 'PUT',
    url: '/api/parameters/access.lockout',
    headers,
    payload: {
      unit: world.id(unit),
      value: { failures, minutes: 15 },
      from: '2026-11-18',
      source: '省教育厅通知',
      reason: '安全检查',
    },
  });

test('what acts for the whole platform is listed and set at the top of the tree only, by its administrator', async () => {
  const administrator = await as(app, ['administrator', world.id('PROV')]);
  const province = await as(app, ['province-officer', world.id('PROV')]);
  const county = await as(app, ['county-officer', world.id('CA')]);
  expect(await lockout('CA', county)).toBeUndefined();
  expect((await setLockout('CA', county, 3)).statusCode).toBe(404);
  expect((await setLockout('CA', administrator, 3)).statusCode).toBe(404);
  expect(await lockout('PROV', province)).toMatchObject({ platform: true, manageable: false });
  expect((await setLockout('PROV', province, 3)).json().code).toBe('kernel.forbidden');
  expect(await lockout('PROV', administrator)).toMatchObject({ manageable: true, origin: 'fallback' });
  expect((await setLockout('PROV', administrator, 3)).statusCode).toBe(200);
  expect(await lockout('PROV', province)).toMatchObject({ origin: 'everywhere', value: { failures: 3 } });
});

test('set there it acts: the third wrong password locks', async () => {
  const { username } = await makeAccount(app, []);
  const attempt = async () =>
    (
      await app.app.inject({
        method: 'POST',
        url: '/api/session/sign-in',
        payload: { username, password: 'wrong-every-time' },
      })
    ).json().code;
  expect([await attempt(), await attempt(), await attempt(), await attempt()]).toEqual([
    'access.wrong-credentials',
    'access.wrong-credentials',
    'access.wrong-credentials',
    'access.locked',
  ]);
});
