import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, tokenOf } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { appoint, endHoldings } from '../org/index.ts';

let t: TestApp;
let world: World;
beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t.db);
});
afterAll(() => t.close());

const permissionsOf = async (headers: Readonly<Record<string, string>>): Promise<string[]> =>
  (await t.app.inject({ url: '/api/session', headers: { ...headers } })).json().permissions;

test('a post given or taken shows at once, though actors are kept', async () => {
  const account = await makeAccount(t, []);
  const headers = await tokenOf(t, account.id);
  expect(await permissionsOf(headers)).toEqual([]);
  const [holding] = await t.db.tx('*', (tx) =>
    appoint(tx, [
      { accountId: account.id, postKind: 'class-teacher', unitId: world.id('S1-G1-1'), from: '2026-09-01' },
    ]),
  );
  await expect.poll(() => permissionsOf(headers)).toContain('check.submit');
  await t.db.tx('*', (tx) => endHoldings(tx, [holding!], '2026-11-18'));
  await expect.poll(() => permissionsOf(headers)).toEqual([]);
});

test('a post that ends at midnight ends at midnight without anyone saying so', async () => {
  const account = await makeAccount(t, []);
  const headers = await tokenOf(t, account.id);
  await t.db.tx('*', (tx) =>
    appoint(tx, [
      {
        accountId: account.id,
        postKind: 'principal',
        unitId: world.id('S1'),
        from: '2026-09-01',
        to: '2026-11-19',
      },
    ]),
  );
  t.clock.set('2026-11-18T23:59:59+08:00');
  await expect.poll(() => permissionsOf(headers)).toContain('report.submit');
  t.clock.set('2026-11-19T00:00:00+08:00');
  expect(await permissionsOf(headers)).toEqual([]);
  t.clock.set('2026-11-18T07:30:00+08:00');
});

test('kept actors need no database: each request takes only the connection of its own transaction', async () => {
  const headers = await tokenOf(t, (await makeAccount(t, [['principal', world.id('S1')]])).id);
  // Making the account announces it, which rightly empties the cache: wait until that has been heard.
  await t.heard();
  // Only connections taken for the requests of this test: the platform's own work (the turn of the day) is not counted.
  const mine = new AsyncLocalStorage<true>();
  let taken = 0;
  const count = () => {
    if (mine.getStore()) taken++;
  };
  t.db.pool.on('acquire', count);
  await mine.run(true, () => permissionsOf(headers));
  expect(taken).toBe(2);
  for (let i = 0; i < 50; i++) await mine.run(true, () => permissionsOf(headers));
  expect(taken).toBe(52);
  t.db.pool.off('acquire', count);
});

test('what is not a token is nobody', async () => {
  for (const authorization of ['Bearer lft_wrong', 'Bearer', 'Basic abc', 'Bearer lft_%27'])
    expect((await t.app.inject({ url: '/api/session', headers: { authorization } })).statusCode).toBe(401);
  const cookie = 'lianfang.session_token=forged.c2lnbmF0dXJl';
  expect((await t.app.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401);
});
