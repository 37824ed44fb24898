import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount, signIn, TEST_PASSWORD } from '../../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';

let t: TestApp;
let world: World;
let registrar: Headers;
beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t.db);
  registrar = await as(t, ['registrar', world.id('S1')]);
});
afterAll(() => t.close());

const call = (method: 'GET' | 'POST' | 'DELETE', url: string, headers: Headers, payload?: object) =>
  t.app.inject({ method, url, headers: { ...headers }, ...(payload && { payload }) });

async function issue(...codes: string[]) {
  const unitIds = codes.map((c) => world.id(c));
  const answer = await call('POST', '/api/invitations', registrar, {
    unitIds,
    postKind: 'class-teacher',
    days: 7,
  });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json().rows as { id: string; url: string; qr: string; unitName: string }[];
}
const secretOf = (row: { url: string }): string => row.url.split('#')[1]!;
const person = (username: string) => ({ username, name: '李老师', password: 'green-bamboo-park' });

test('one print-out for many classes; each code opens one account with one post', async () => {
  const rows = await issue('S1-G1-1', 'S1-G1-2');
  expect(rows.map((r) => r.unitName)).toEqual(['一年级1班', '一年级2班']);
  expect(rows[0]).toMatchObject({ aboveName: '清河县第一小学', qr: expect.stringContaining('<svg') });
  const secret = secretOf(rows[0]!);
  const offer = (await call('POST', '/api/invitations/read', {}, { secret })).json();
  expect(offer).toMatchObject({ unitName: '一年级1班', aboveName: '清河县第一小学', postName: '班主任' });
  const body = { secret, ...person('lilaoshi') };
  expect((await call('POST', '/api/invitations/accept', {}, body)).statusCode).toBe(201);
  const headers = await signIn(t.app, 'lilaoshi', 'green-bamboo-park');
  const session = (await call('GET', '/api/session', headers)).json();
  expect(session).toMatchObject({ mustChangePassword: false, holdings: [{ unitName: '一年级1班' }] });
  const again = await call('POST', '/api/invitations/accept', {}, { ...body, username: 'another' });
  expect(again.json().code).toBe('access.invitation-over');
});

test('two people with one code at the same moment: one gets the post', async () => {
  const [row] = await issue('S1-G6-1');
  const answers = await Promise.all(
    ['race1', 'race2'].map((u) =>
      call('POST', '/api/invitations/accept', {}, { secret: secretOf(row!), ...person(u) }),
    ),
  );
  expect(answers.map((a) => a.statusCode).sort()).toEqual([201, 410]);
});

test('a taken username or a weak password leaves the invitation open', async () => {
  const [row] = await issue('S1-G6-2');
  const { username } = await makeAccount(t, []);
  const accept = (more: object) =>
    call(
      'POST',
      '/api/invitations/accept',
      {},
      {
        secret: secretOf(row!),
        ...person('zhang.wei'),
        ...more,
      },
    );
  expect((await accept({ username })).json().code).toBe('access.username-taken');
  expect((await accept({ password: 'short' })).json().code).toBe('access.password-short');
  expect((await accept({})).statusCode).toBe(201);
});

test('somebody who has an account already takes the post with it', async () => {
  const [row] = await issue('S1-G1-2');
  const { username } = await makeAccount(t, [['class-teacher', world.id('S1-G1-1')]]);
  const headers = await signIn(t.app, username, TEST_PASSWORD);
  const secret = secretOf(row!);
  expect((await call('POST', '/api/invitations/accept-own', headers, { secret })).statusCode).toBe(201);
  await expect.poll(async () => (await call('GET', '/api/session', headers)).json().holdings.length).toBe(2);
});

test('expired and withdrawn ones are over, and the list says what became of each', async () => {
  const [late, withdrawn] = await issue('S1-G1-1', 'S1-G1-2');
  expect((await call('DELETE', `/api/invitations/${withdrawn!.id}`, registrar)).statusCode).toBe(200);
  const read = (row: { url: string }) => call('POST', '/api/invitations/read', {}, { secret: secretOf(row) });
  expect((await read(withdrawn!)).statusCode).toBe(410);
  t.clock.set(t.clock.now().add({ hours: 8 * 24 }));
  expect((await read(late!)).statusCode).toBe(410);
  const { rows } = (await call('GET', `/api/invitations?unit=${world.id('S1')}`, registrar)).json();
  const state = (id: string) => rows.find((r: { id: string }) => r.id === id).state;
  expect([state(late!.id), state(withdrawn!.id)]).toEqual(['expired', 'revoked']);
  expect(JSON.stringify(rows)).not.toContain(secretOf(late!));
});

test('nobody invites elsewhere, to more than they have, or without the permission', async () => {
  const ask = (headers: Headers, unit: string, postKind = 'class-teacher') =>
    call('POST', '/api/invitations', headers, { unitIds: [world.id(unit)], postKind, days: 7 });
  expect((await ask(registrar, 'S2-G7-1')).statusCode).toBe(404);
  expect((await ask(registrar, 'S1', 'administrator')).statusCode).toBe(403);
  expect((await ask(registrar, 'S1', 'class-teacher')).json().code).toBe('org.post-not-here');
  const teacher = await as(t, ['class-teacher', world.id('S1-G1-1')]);
  expect((await ask(teacher, 'S1-G1-1')).statusCode).toBe(403);
  const foreign = await as(t, ['registrar', world.id('S2')]);
  const [row] = await issue('S1-G1-1');
  expect((await call('DELETE', `/api/invitations/${row!.id}`, foreign)).statusCode).toBe(404);
  expect((await call('GET', `/api/invitations?unit=${world.id('S1')}`, foreign)).statusCode).toBe(404);
});
