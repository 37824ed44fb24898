import { afterAll, beforeEach, expect, test } from 'vitest';
import { signIn } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { openSetup } from './state.ts';

let t: TestApp;
const opened: TestApp[] = [];
beforeEach(async () => {
  t = await testApp();
  opened.push(t);
});
afterAll(() => Promise.all(opened.map((o) => o.close())));

const administrator = (token: string, more: object = {}) => ({
  token,
  username: 'chief',
  password: 'maple-river-42',
  name: '程思远',
  unit: { kind: 'county', name: '青澜县', code: '990121' },
  ...more,
});
const post = (url: string, payload: object) => t.app.inject({ method: 'POST', url, payload });

test('a fresh platform asks to be set up, offers no accounts and loads nothing by itself', async () => {
  expect((await t.app.inject('/api/setup')).json()).toEqual({ needed: true, demo: 'none' });
  expect((await t.app.inject('/api/setup/progress')).json()).toEqual({ state: 'idle', fraction: 0 });
  expect((await t.app.inject('/api/demo/accounts')).json()).toEqual({ accounts: [] });
});

test('the administrator is made with the unit at the top, and can sign in', async () => {
  const token = (await openSetup(t.db))!;
  const answer = await post('/api/setup/administrator', administrator(token));
  expect(answer.statusCode, answer.body).toBe(201);
  expect((await t.app.inject('/api/setup')).json()).toEqual({ needed: false, demo: 'none' });
  const headers = await signIn(t.app, 'chief', 'maple-river-42');
  const session = (await t.app.inject({ url: '/api/session', headers })).json();
  expect(session.holdings).toMatchObject([{ postKind: 'administrator', unitName: '青澜县' }]);
});

test('the link ends with the set-up: no second administrator, no demo county, no new link', async () => {
  const token = (await openSetup(t.db))!;
  await post('/api/setup/administrator', administrator(token));
  const again = await post('/api/setup/administrator', administrator(token, { username: 'second' }));
  expect(again.json().code).toBe('setup.done');
  expect((await post('/api/setup/demo', { token })).json().code).toBe('setup.done');
  expect(await openSetup(t.db)).toBeUndefined();
});

test('of two who set up at once one succeeds', async () => {
  const token = (await openSetup(t.db))!;
  const answers = await Promise.all([
    post('/api/setup/administrator', administrator(token)),
    post('/api/setup/administrator', administrator(token, { username: 'other' })),
  ]);
  expect(answers.map((a) => a.statusCode).sort()).toEqual([201, 409]);
});

test('each start makes the link before it worthless, and a wrong one opens nothing', async () => {
  const first = (await openSetup(t.db))!;
  await openSetup(t.db);
  for (const token of [first, 'a'.repeat(32)]) {
    expect((await post('/api/setup/demo', { token })).json().code).toBe('setup.token-wrong');
    expect((await post('/api/setup/administrator', administrator(token))).json().code).toBe(
      'setup.token-wrong',
    );
  }
});

test('a weak password is refused, naming the field, and the link stays good', async () => {
  const token = (await openSetup(t.db))!;
  const weak = await post('/api/setup/administrator', administrator(token, { password: '1234567890' }));
  expect(weak.json()).toMatchObject({
    code: 'setup.password-weak',
    errors: [{ field: 'body/password', code: 'digits' }],
  });
  expect((await post('/api/setup/administrator', administrator(token))).statusCode).toBe(201);
});
