import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, cookiesOf, makeAccount, signIn, TEST_PASSWORD } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { setDisabled } from './admin.ts';

let t: TestApp;
let world: World;
beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t.db);
});
afterAll(() => t.close());

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers: object, payload?: object) =>
  t.app.inject({ method, url, headers: { ...headers }, ...(payload && { payload }) });
const attempt = (username: string, password: string) =>
  call('POST', '/api/session/sign-in', {}, { username, password });

test('nobody is signed in without a cookie or token', async () => {
  const answer = await call('GET', '/api/session', {});
  expect(answer.statusCode).toBe(401);
  expect(answer.json().code).toBe('kernel.signed-out');
});

test('a teacher signs in, in either case of letters, and sees the post and its permissions', async () => {
  await makeAccount(t, [['class-teacher', world.id('S1-G1-1')]], { username: 'wangli', name: '王丽' });
  const headers = await signIn(t.app, 'WangLi', TEST_PASSWORD);
  const session = (await call('GET', '/api/session', headers)).json();
  expect(session).toMatchObject({
    account: { username: 'wangli', name: '王丽', twoFactor: false },
    holdings: [{ postName: '班主任', unitName: '一年级1班', unitRole: 'group' }],
    mustChangePassword: false,
    today: '2026-11-18',
    zone: 'Asia/Shanghai',
  });
  expect(session.permissions).toContain('check.submit');
  expect(session.permissions).not.toContain('unit.manage');
});

test('the chosen language stays with the account, and names of posts follow the reader', async () => {
  const { username } = await makeAccount(t, [['principal', world.id('S1')]]);
  const headers = await signIn(t.app, username, TEST_PASSWORD);
  expect((await call('PUT', '/api/session/locale', headers, { locale: 'fr' })).statusCode).toBe(400);
  await call('PUT', '/api/session/locale', headers, { locale: 'en' });
  const session = (await call('GET', '/api/session', { ...headers, 'accept-language': 'en' })).json();
  expect(session).toMatchObject({ locale: 'en', holdings: [{ postName: 'Principal' }] });
});

test('the cookie is out of reach of scripts and other sites', async () => {
  const { username } = await makeAccount(t, []);
  const cookie = String((await attempt(username, TEST_PASSWORD)).headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/i);
});

test('a wrong password and an unknown username answer alike', async () => {
  const { username } = await makeAccount(t, []);
  const [wrong, unknown] = await Promise.all([attempt(username, 'x'.repeat(12)), attempt('nobody', 'x')]);
  expect(wrong.statusCode).toBe(401);
  expect(wrong.json()).toEqual(unknown.json());
});

test('after five failures the right password is refused too, until the time is over', async () => {
  const { username } = await makeAccount(t, []);
  for (let i = 0; i < 5; i++) expect((await attempt(username, 'wrong-wrong')).statusCode).toBe(401);
  const locked = await attempt(username, TEST_PASSWORD);
  expect(locked.json()).toMatchObject({ code: 'access.locked', params: { minutes: 15 } });
  t.clock.set(t.clock.now().add({ minutes: 16 }));
  expect((await attempt(username, TEST_PASSWORD)).statusCode).toBe(200);
});

test('neither the lock nor a disabled account tells a stranger that a username exists', async () => {
  const { username, id } = await makeAccount(t, []);
  for (const name of [username, 'nobody-of-that-name']) {
    for (let i = 0; i < 5; i++) expect((await attempt(name, 'wrong-wrong')).statusCode).toBe(401);
  }
  const [known, unknown] = [await attempt(username, 'x'), await attempt('Nobody-Of-That-Name', 'x')];
  expect(known.json().code).toBe('access.locked');
  expect(unknown.json()).toEqual(known.json());
  t.clock.set(t.clock.now().add({ minutes: 16 }));
  await t.db.tx('*', (tx) => sql`update access.account set disabled_at = now() where id = ${id}`.execute(tx));
  expect((await attempt(username, 'wrong-wrong')).json().code).toBe('access.wrong-credentials');
  const told = await attempt(username, TEST_PASSWORD);
  expect(told.json().code).toBe('access.disabled');
  expect(told.headers['set-cookie']).toBeUndefined();
  const left = await t.db.tx('*', (tx) => sql`select from access.session where user_id = ${id}`.execute(tx));
  expect(left.rows).toEqual([]);
});

test('a handed-out password lets in to the session only, until changed', async () => {
  const { username } = await makeAccount(t, [['principal', world.id('S1')]], { mustChangePassword: true });
  const headers = await signIn(t.app, username, TEST_PASSWORD);
  expect((await call('GET', '/api/session', headers)).json().mustChangePassword).toBe(true);
  const refused = await call('PUT', '/api/session/password', headers, {
    current: TEST_PASSWORD,
    next: '20100101 123',
  });
  expect(refused.json().code).toBe('access.password-digits');
  const next = 'quiet lake at dawn';
  const changed = await call('PUT', '/api/session/password', headers, { current: TEST_PASSWORD, next });
  expect(changed.statusCode).toBe(200);
  expect((await call('GET', '/api/session', headers)).json().mustChangePassword).toBe(false);
  expect((await attempt(username, TEST_PASSWORD)).statusCode).toBe(401);
  expect((await attempt(username, next)).statusCode).toBe(200);
});

test('changing the password needs the present one, and ends the other sessions', async () => {
  const { username } = await makeAccount(t, []);
  const [here, there] = [
    await signIn(t.app, username, TEST_PASSWORD),
    await signIn(t.app, username, TEST_PASSWORD),
  ];
  expect((await call('GET', '/api/session', there)).statusCode).toBe(200);
  const body = { current: 'not-the-one', next: 'quiet lake at dawn' };
  expect((await call('PUT', '/api/session/password', here, body)).json().code).toBe('access.wrong-password');
  await call('PUT', '/api/session/password', here, { ...body, current: TEST_PASSWORD });
  await expect.poll(async () => (await call('GET', '/api/session', there)).statusCode).toBe(401);
  expect((await call('GET', '/api/session', here)).statusCode).toBe(200);
});

test('personal tokens outlive a change of the password, unless they are to end with it', async () => {
  const { username } = await makeAccount(t, []);
  const headers = await signIn(t.app, username, TEST_PASSWORD);
  const { secret } = (await call('POST', '/api/tokens', headers, { name: '对接', days: 30 })).json();
  const bearer = { authorization: `Bearer ${secret}` };
  const change = (current: string, next: string, more = {}) =>
    call('PUT', '/api/session/password', headers, { current, next, ...more });
  expect((await change(TEST_PASSWORD, 'quiet lake at dawn')).statusCode).toBe(200);
  expect((await call('GET', '/api/session', bearer)).statusCode).toBe(200);
  const both = await change('quiet lake at dawn', 'loud lake at noon', { revokeTokens: true });
  expect(both.statusCode).toBe(200);
  expect((await call('GET', '/api/session', bearer)).statusCode).toBe(401);
  expect((await call('GET', '/api/tokens', headers)).json()).toEqual({ rows: [] });
  const told = await t.db.pool.query(
    `select detail from kernel.audit_entry where verb = 'account.change-password' order by seq desc limit 1`,
  );
  expect(told.rows[0].detail).toEqual({ tokensRevoked: 1 });
});

test('signing out, here and everywhere else', async () => {
  const { username } = await makeAccount(t, []);
  const [a, b, c] = await Promise.all([1, 2, 3].map(() => signIn(t.app, username, TEST_PASSWORD)));
  const devices = (await call('GET', '/api/session/devices', a!)).json().rows;
  expect(devices).toHaveLength(3);
  expect(devices.filter((d: { current: boolean }) => d.current)).toHaveLength(1);
  expect((await call('POST', '/api/session/devices/end-others', a!)).json()).toEqual({ ended: 2 });
  for (const gone of [b!, c!])
    await expect.poll(async () => (await call('GET', '/api/session', gone)).statusCode).toBe(401);
  const out = await call('POST', '/api/session/sign-out', a!);
  expect(cookiesOf(out.headers['set-cookie'])).toContain('lianfang.session_token=');
  await expect.poll(async () => (await call('GET', '/api/session', a!)).statusCode).toBe(401);
});

test('a changing request from another site is refused even with the cookie', async () => {
  const { username } = await makeAccount(t, []);
  const headers = await signIn(t.app, username, TEST_PASSWORD);
  const from = (origin: string) =>
    call('POST', '/api/session/devices/end-others', { ...headers, origin, host: 'lianfang.example' });
  expect((await from('https://evil.example')).json().code).toBe('access.foreign-origin');
  expect((await from('https://lianfang.example')).statusCode).toBe(200);
});

test('a disabled account is out at once', async () => {
  const headers = await as(t, ['principal', world.id('S1')]);
  expect((await call('GET', '/api/session', headers)).statusCode).toBe(200);
  await t.db.tx('*', (tx) => setDisabled(tx, headers.accountId, true, 'system'));
  await expect.poll(async () => (await call('GET', '/api/session', headers)).statusCode).toBe(401);
});

test('a session that was not used for longer than the rule of the platform allows is over', async () => {
  const { id, username } = await makeAccount(t, []);
  const signedIn = async () => {
    const answer = await attempt(username, TEST_PASSWORD);
    const cookie = cookiesOf(answer.headers['set-cookie']);
    // Two days without use, of the thirty that the library gives.
    await t.db.tx('*', (tx) =>
      sql`update access.session set expires_at = now() + interval '28 days' where user_id = ${id}`.execute(
        tx,
      ),
    );
    return (await call('GET', '/api/session', { cookie })).statusCode;
  };
  expect(await signedIn()).toBe(200);
  await t.db.tx('*', (tx) =>
    sql`insert into kernel.parameter (key, value, valid_from, source)
      values ('access.session-days', '1', '2026-01-01', '等保定级要求')`.execute(tx),
  );
  expect(await signedIn()).toBe(401);
});
