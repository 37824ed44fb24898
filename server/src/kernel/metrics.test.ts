import { expect, test } from 'vitest';
import { testApp } from '../../../test/support/app.ts';

const TOKEN = 'a-token-of-the-operator';

test('the metrics are told to this machine, and to others by the operator’s token only', async () => {
  const t = await testApp({ metricsToken: TOKEN });
  const ask = async (remoteAddress: string, headers: Record<string, string> = {}) =>
    (await t.app.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
  const bearer = { authorization: `Bearer ${TOKEN}` };
  expect(await ask('127.0.0.1')).toBe(200);
  expect(await ask('192.0.2.7')).toBe(404);
  expect(await ask('192.0.2.7', { authorization: 'Bearer another-token-here' })).toBe(404);
  expect(await ask('192.0.2.7', bearer)).toBe(200);
  // A proxy on this machine says whom it asks for; a visitor's own word counts nothing.
  expect(await ask('127.0.0.1', { 'x-forwarded-for': '192.0.2.7' })).toBe(404);
  expect(await ask('127.0.0.1', { 'x-forwarded-for': '127.0.0.1, 192.0.2.7' })).toBe(404);
  expect(await ask('192.0.2.7', { 'x-forwarded-for': '127.0.0.1' })).toBe(404);
  await t.close();
});

test('without a token set nobody elsewhere reads them', async () => {
  const t = await testApp();
  const headers = { authorization: 'Bearer ' };
  const answer = await t.app.inject({ url: '/metrics', remoteAddress: '192.0.2.7', headers });
  expect(answer.statusCode).toBe(404);
  await t.close();
});
