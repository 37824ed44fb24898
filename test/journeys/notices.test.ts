import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type Headers, makeAccount } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { axe, desktop, launch, phone, picture, visitor } from '../support/browser.ts';
import { signIn } from '../support/enter.ts';
import { makeWorld, type World } from '../support/world.ts';

const NOW = '2026-11-18T09:10:00+08:00';
let app: TestApp;
let world: World;
let browser: Browser;
let origin: string;
let county: Headers;
beforeAll(async () => {
  app = await testApp({ now: NOW });
  world = await makeWorld(app.db);
  await makeAccount(app, [['class-teacher', world.id('S1-G1-1')]], { username: 'wang', name: '王老师' });
  county = await as(app, ['county-officer', world.id('CA')]);
  origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const remind = (slot: string) =>
  app.app.inject({
    method: 'POST',
    url: '/api/reminders',
    headers: county,
    payload: {
      ...{ id: randomUUID(), unit: world.id('S1-G1-1'), level: 'group' },
      ...{ period: '2026-11-18', slot, includePending: true },
    },
  });

test.each([
  ['phone', phone],
  ['desktop', desktop],
] as const)('on a %s the bell says what is unread, at once, until it is read', async (device, size) => {
  const { context, page, errors } = await visitor(browser, size, origin);
  await page.clock.install({ time: NOW });
  await signIn(page, 'wang', '/account');
  const bell = page.getByRole('banner').getByRole('link', { name: '消息' });
  await bell.waitFor();
  const status = page.getByRole('banner').getByRole('status');
  expect(await status.textContent()).toBe('');
  const answer = await remind(device === 'phone' ? 'morning' : 'noon');
  expect([answer.statusCode, answer.json().people], answer.body).toEqual([200, 1]);
  await status.getByText('1 条消息未读').waitFor();
  await picture(page, `bell-${device}`);
  expect(await axe(page)).toEqual([]);
  await bell.click();
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await status.getByText('1 条消息未读').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await context.close();
});
