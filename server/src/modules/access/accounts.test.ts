import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount, signIn } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let t: TestApp;
let world: World;
let registrar: Headers & { accountId: string };
beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t.db);
  registrar = await as(t, ['registrar', world.id('S1')]);
});
afterAll(() => t.close());

const call = (method: 'GET' | 'POST', url: string, headers: Headers, payload?: object) =>
  t.app.inject({ method, url, headers: { ...headers }, ...(payload && { payload }) });

test('an account opened by hand comes with a password that must be changed', async () => {
  const body = {
    unitId: world.id('S1-G1-1'),
    postKind: 'class-teacher',
    name: '陈静',
    username: 'chenjing',
  };
  const made = await call('POST', '/api/accounts', registrar, body);
  expect(made.statusCode, made.body).toBe(201);
  const headers = await signIn(t.app, 'chenjing', made.json().password);
  expect((await call('GET', '/api/session', headers)).json().mustChangePassword).toBe(true);
  const twice = await call('POST', '/api/accounts', registrar, body);
  expect(twice.json().code).toBe('access.username-taken');
  const elsewhere = await call('POST', '/api/accounts', registrar, {
    ...body,
    username: 'other',
    unitId: world.id('S2'),
  });
  expect(elsewhere.statusCode).toBe(404);
});

test('the list shows the accounts below, in pages, and which of them one may manage', async () => {
  const principal = await makeAccount(t, [['principal', world.id('S1')]], { username: 'aa.principal' });
  const both = await makeAccount(
    t,
    [
      ['class-teacher', world.id('S1-G1-1')],
      ['county-officer', world.id('CA')],
    ],
    { username: 'aa.officer' },
  );
  await makeAccount(t, [['principal', world.id('S2')]], { username: 'aa.foreign' });
  const list = async (query: string) =>
    (await call('GET', `/api/accounts?unit=${world.id('S1')}&${query}`, registrar)).json();
  const { rows } = await list('q=aa.');
  expect(rows.map((r: { id: string; manageable: boolean }) => [r.id, r.manageable])).toEqual([
    [both.id, false],
    [principal.id, true],
  ]);
  const first = await list('limit=1');
  const second = await list(`limit=1&after=${first.next}`);
  expect(first.rows[0].username < second.rows[0].username).toBe(true);
});

test('a reset password ends sessions and tokens; accounts out of reach do not exist', async () => {
  const teacher = await makeAccount(t, [['class-teacher', world.id('S1-G6-1')]]);
  const session = await signIn(t.app, teacher.username, teacher.password);
  const reset = await call('POST', `/api/accounts/${teacher.id}/reset-password`, registrar);
  expect(reset.statusCode).toBe(200);
  await expect.poll(async () => (await call('GET', '/api/session', session)).statusCode).toBe(401);
  await signIn(t.app, teacher.username, reset.json().password);
  const officer = await makeAccount(t, [['county-officer', world.id('CA')]]);
  for (const verb of ['reset-password', 'disable', 'enable'])
    expect((await call('POST', `/api/accounts/${officer.id}/${verb}`, registrar)).statusCode).toBe(404);
  const own = await call('POST', `/api/accounts/${registrar.accountId}/disable`, registrar);
  expect(own.json().code).toBe('access.own-account');
});

test('disabled means out, enabled means in again', async () => {
  const teacher = await makeAccount(t, [['class-teacher', world.id('S1-G6-1')]]);
  expect((await call('POST', `/api/accounts/${teacher.id}/disable`, registrar)).statusCode).toBe(200);
  const body = { username: teacher.username, password: teacher.password };
  expect((await call('POST', '/api/session/sign-in', {}, body)).json().code).toBe('access.disabled');
  await call('POST', `/api/accounts/${teacher.id}/enable`, registrar);
  await signIn(t.app, teacher.username, teacher.password);
});

test('what was done is in the audit of the unit, newest first, and nowhere else', async () => {
  const principal = await as(t, ['principal', world.id('S1')]);
  const read = (unit: string, headers: Headers, more = '') =>
    call('GET', `/api/audit?unit=${world.id(unit)}${more}`, headers);
  const { rows } = (await read('S1', principal, '&verb=account.create')).json();
  expect(rows).toMatchObject([
    { verb: 'account.create', unitName: '一年级1班', postName: '学籍（人事）管理员' },
  ]);
  const page = (await read('S1', principal, '&limit=2')).json();
  const rest = (await read('S1', principal, `&limit=2&after=${page.next}`)).json();
  expect(Number(page.rows[1].seq)).toBeGreaterThan(Number(rest.rows[0].seq));
  const other = await as(t, ['principal', world.id('S2')]);
  expect((await read('S1', other)).statusCode).toBe(404);
  expect((await read('S2', other)).json().rows).toEqual([]);
  expect((await read('S1', registrar)).statusCode).toBe(403);
});
