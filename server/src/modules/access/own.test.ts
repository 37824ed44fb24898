import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  as,
  cookiesOf,
  type Headers,
  makeAccount,
  signIn,
  TEST_PASSWORD,
} from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { totp } from '../../../../test/support/totp.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let t: TestApp;
let world: World;
beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t.db);
});
afterAll(() => t.close());

const call = (method: 'GET' | 'POST' | 'DELETE', url: string, headers: Headers, payload?: object) =>
  t.app.inject({ method, url, headers: { ...headers }, ...(payload && { payload }) });

test('second factor: set up, asked for at sign-in, recovery codes once each, turned off', async () => {
  const { username, password } = await makeAccount(t, [['principal', world.id('S1')]]);
  const first = await signIn(t.app, username, password);
  expect((await call('POST', '/api/session/totp', first, { password: 'wrong' })).json().code).toBe(
    'access.wrong-password',
  );
  const setup = (await call('POST', '/api/session/totp', first, { password })).json();
  expect(decodeURIComponent(setup.uri)).toContain(`LianFang:${username}`);
  expect(setup.qr).toContain('<svg');
  const wrong = await call('POST', '/api/session/totp/confirm', first, { code: '000000' });
  expect(wrong.json().code).toBe('access.wrong-code');
  expect((await call('GET', '/api/session', first)).json().account.twoFactor).toBe(false);
  const confirmed = await call('POST', '/api/session/totp/confirm', first, { code: totp(setup.secret) });
  expect(confirmed.statusCode).toBe(200);
  const now = { cookie: cookiesOf(confirmed.headers['set-cookie']) };
  expect((await call('GET', '/api/session', now)).json().account.twoFactor).toBe(true);

  const step = async () => {
    const answer = await call('POST', '/api/session/sign-in', {}, { username, password });
    expect(answer.json()).toEqual({ state: 'two-factor' });
    return { cookie: cookiesOf(answer.headers['set-cookie']) };
  };
  const half = await step();
  expect((await call('GET', '/api/session', half)).statusCode).toBe(401);
  const second = (method: string, code: string, headers: Headers) =>
    call('POST', '/api/session/two-factor', headers, { method, code });
  expect((await second('totp', '123456', half)).json().code).toBe('access.wrong-code');
  const in2 = await second('totp', totp(setup.secret), half);
  expect(in2.json()).toEqual({ state: 'signed-in' });

  const [code] = setup.recoveryCodes;
  const in3 = await second('recovery', code, await step());
  expect(in3.json()).toEqual({ state: 'signed-in' });
  expect((await second('recovery', code, await step())).json().code).toBe('access.wrong-code');

  const here = { cookie: cookiesOf(in3.headers['set-cookie']) };
  expect((await call('POST', '/api/session/totp/end', here, { password })).statusCode).toBe(200);
  await signIn(t.app, username, password);
});

test('a personal token is shown once, does no more than it was made for, and can be revoked', async () => {
  const { username } = await makeAccount(t, [['principal', world.id('S1')]]);
  const headers = await signIn(t.app, username, TEST_PASSWORD);
  const beyond = await call('POST', '/api/tokens', headers, {
    name: 'x',
    days: 30,
    permissions: ['platform.admin'],
  });
  expect(beyond.json().code).toBe('kernel.forbidden');
  const made = await call('POST', '/api/tokens', headers, {
    name: '上报接口',
    days: 30,
    permissions: ['figures.view'],
  });
  expect(made.statusCode).toBe(201);
  const { id, secret } = made.json();
  const bearer = { authorization: `Bearer ${secret}` };
  expect((await call('GET', '/api/session', bearer)).json().permissions).toEqual(['figures.view']);
  const list = (await call('GET', '/api/tokens', headers)).json().rows;
  expect(list).toMatchObject([{ id, name: '上报接口', hint: secret.slice(-4), lastUsedOn: '2026-11-18' }]);
  expect(JSON.stringify(list)).not.toContain(secret);
  expect((await call('POST', '/api/tokens', bearer, { name: 'y', days: 1 })).statusCode).toBe(401);
  const other = await as(t, ['principal', world.id('S1')]);
  expect((await call('DELETE', `/api/tokens/${id}`, other)).statusCode).toBe(404);
  expect((await call('DELETE', `/api/tokens/${id}`, headers)).statusCode).toBe(200);
  await expect.poll(async () => (await call('GET', '/api/session', bearer)).statusCode).toBe(401);
});

test('guessing the present password on a device found signed in ends after ten tries', async () => {
  const { username } = await makeAccount(t, []);
  const headers = await signIn(t.app, username, TEST_PASSWORD);
  const guess = () => call('POST', '/api/session/totp', headers, { password: 'guess-guess' });
  for (let i = 0; i < 10; i++) expect((await guess()).json().code).toBe('access.wrong-password');
  expect((await guess()).json().code).toBe('kernel.too-many');
});

test('a token ends at its time, on the clock of the deployment', async () => {
  const { username } = await makeAccount(t, []);
  const headers = await signIn(t.app, username, TEST_PASSWORD);
  const { secret } = (await call('POST', '/api/tokens', headers, { name: 'x', days: 1 })).json();
  const bearer = { authorization: `Bearer ${secret}` };
  expect((await call('GET', '/api/session', bearer)).statusCode).toBe(200);
  t.clock.set(t.clock.now().add({ hours: 25 }));
  expect((await call('GET', '/api/session', bearer)).statusCode).toBe(401);
});
