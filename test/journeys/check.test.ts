import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { axe, launch, phone, picture, visitor } from '../support/browser.ts';
import { populate } from '../support/checks.ts';
import { signIn, submitLogin } from '../support/enter.ts';
import { makeWorld, type World } from '../support/world.ts';

const NOW = '2026-11-18T07:40:00+08:00';
let app: TestApp;
let world: World;
let browser: Browser;
let origin: string;
let owner: pg.Client;
beforeAll(async () => {
  app = await testApp({ now: NOW });
  world = await makeWorld(app.db);
  owner = new pg.Client({ connectionString: app.url });
  await owner.connect();
  await populate(owner);
  for (const [username, code] of [
    ['wang', 'S1-G1-1'],
    ['liu', 'S1-G1-2'],
    ['zhao', 'S1-G6-1'],
  ] as const) {
    await makeAccount(app, [['class-teacher', world.id(code)]], { username, name: `${username}老师` });
  }
  origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await owner.end();
  await app.close();
});

/** A teacher's phone, signed in, on the check page. */
async function teacher(
  username: string,
): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visitor(browser, phone, origin);
  await page.clock.install({ time: NOW });
  await signIn(page, username);
  await page.getByText('默认全部到校').waitFor();
  return { page, errors, close: () => context.close() };
}
const reports = async (code: string) =>
  (
    await owner.query<{ outcome: string; slot: string }>(
      'select slot, outcome from health.check_report where unit_id = $1 order by received_at, id',
      [world.id(code)],
    )
  ).rows;

test('the usual day: one tap under the thumb, taken back at once or delivered in seconds', async () => {
  const { page, errors, close } = await teacher('wang');
  await picture(page, 'check-open');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: /全班正常/ }).click();
  await page.getByText('已存本机').waitFor();
  await page.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('button', { name: /全班正常/ }).click();
  const tapped = Date.now();
  await page.getByText(/已送达 \d\d:\d\d/).waitFor();
  expect(Date.now() - tapped).toBeLessThan(4000);
  await page.getByText(/零报告.10 人/).waitFor();
  await picture(page, 'check-zero');
  expect(await axe(page)).toEqual([]);
  expect(await reports('S1-G1-1')).toEqual([{ slot: 'morning', outcome: 'zero' }]);

  await page.getByRole('button', { name: '更正' }).click();
  await page.getByRole('button', { name: '学生3', exact: true }).click();
  await page.getByRole('button', { name: '因病缺勤' }).click();
  await page.getByRole('button', { name: '咳嗽' }).click();
  await page.getByRole('button', { name: '38.5' }).click();
  await page.getByRole('button', { name: '已就诊' }).click();
  await page.getByRole('button', { name: '流感' }).click();
  await picture(page, 'check-sheet');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByRole('button', { name: '家长来电' }).click();
  await picture(page, 'check-correct');
  await page.getByRole('button', { name: '提交更正' }).click();
  await page.getByText('正常 9 人').waitFor();
  await page.getByText(/已送达/).waitFor();
  await picture(page, 'check-corrected');
  expect(await reports('S1-G1-1')).toHaveLength(2);
  const { rows } = await owner.query('select symptoms, temperature, diagnosis from health.check_exception');
  expect(rows).toEqual([{ symptoms: ['fever', 'cough'], temperature: 38.5, diagnosis: '流行性感冒' }]);
  expect(errors).toEqual([]);
  await close();
});

test('without a network: kept through a reload, sent when it is back', async () => {
  const { page, close } = await teacher('liu');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.waitForFunction(() => caches.keys().then((keys) => keys.length > 0));
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '学生2', exact: true }).click();
  await page.getByRole('button', { name: '迟到' }).click();
  await page.getByRole('button', { name: /^上报/ }).click();
  await page.getByText('已存本机').first().waitFor();
  await page.getByText(/已存本机.联网后自动上报/).waitFor({ timeout: 15_000 });
  await page.reload();
  await page.getByText('未联网').waitFor();
  await page.getByText('正常 9 人').waitFor();
  await picture(page, 'check-offline');
  expect(await reports('S1-G1-2')).toEqual([]);
  await page.context().setOffline(false);
  await page.getByText(/已送达/).waitFor({ timeout: 15_000 });
  expect(await reports('S1-G1-2')).toEqual([{ slot: 'morning', outcome: 'data' }]);
  await close();
});

test('the session has ended: the check is kept and goes out after the next sign-in', async () => {
  const { page, close } = await teacher('zhao');
  await page.context().clearCookies();
  await page.getByRole('button', { name: /全班正常/ }).click();
  await page.getByLabel('用户名').waitFor({ timeout: 15_000 });
  expect(await reports('S1-G6-1')).toEqual([]);
  await submitLogin(page, 'zhao');
  await page.getByText(/已送达/).waitFor({ timeout: 15_000 });
  expect(await reports('S1-G6-1')).toEqual([{ slot: 'morning', outcome: 'zero' }]);
  await close();
});
