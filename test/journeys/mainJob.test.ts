import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvOf } from '../imports/office.ts';
import { axe, desktop, launch, phone, picture, visitor } from '../support/browser.ts';
import { type Platform, startPlatform } from '../support/platform.ts';

// The main job end to end, on the platform as it is installed: its own process, PostgreSQL and first run. The clock
// begins on an ordinary Wednesday, so that the journey means the same on every day it is run.
const MORNING = '2026-11-18T07:32:00+08:00';
const AFTER_DUE = '2026-11-18T08:41:00+08:00';

/** Names the teacher marked as ill: the register must show them, on screen and in the file. */
const ill: string[] = [];
let folder: string;
let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianfang-main-job-'));
  platform = await startPlatform({ folder, keep: true, env: { LIANFANG_CLOCK: MORNING } });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody of the demo county, entered by a tap on the login page. */
async function enter(
  post: RegExp,
  device: typeof phone | typeof desktop,
  now: string,
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const visit = await visitor(browser, device, platform.url);
  await visit.page.clock.install({ time: now });
  await visit.page.goto('/login');
  await visit.page.getByRole('button', { name: post }).first().click();
  await visit.page.waitForURL((url) => url.pathname !== '/login');
  return visit;
}

test('first run: without the link the page says where it is', async () => {
  const { page, context } = await visitor(browser, phone, platform.url);
  await page.goto('/setup');
  await page.getByText('请用服务器启动时打印的链接打开本页').waitFor();
  expect(await axe(page)).toEqual([]);
  await context.close();
});

test('first run: the one-time link leads to the demo county, with progress', {
  timeout: 240_000,
}, async () => {
  expect(platform.setupLink).toBeDefined();
  const { page, context } = await visitor(browser, desktop, platform.url);
  await page.goto(platform.setupLink!);
  await page.getByText('载入演示县').first().click();
  await picture(page, 'setup');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '开始载入' }).click();
  await page
    .getByText(/已完成 \d+%/)
    .first()
    .waitFor();
  await page
    .getByText(/演示县已载入|演示账号/)
    .first()
    .waitFor({ timeout: 200_000 });
  await page.goto('/login');
  await page.getByText('演示账号').waitFor();
  await picture(page, 'login-demo');
  await context.close();
});

test('a teacher reports that all are well: two taps, under five seconds', async () => {
  const { page, context, errors } = await enter(/中心幼儿园.*大班/, phone, MORNING);
  const allWell = page.getByRole('button', { name: /全班正常/ });
  await allWell.waitFor();
  const started = Date.now();
  await allWell.click();
  await page
    .getByText(/已存本机|发送中|已送达/)
    .first()
    .waitFor();
  expect(Date.now() - started).toBeLessThan(5000);
  await page.getByText(/已送达 \d\d:\d\d/).waitFor({ timeout: 20_000 });
  await picture(page, 'teacher-all-well');
  expect(errors).toEqual([]);
  await context.close();
});

test('a teacher marks two ill pupils, offline; it goes out by itself when the network is back', async () => {
  const { page, context } = await enter(/实验小学.*三年级1班/, phone, MORNING);
  await page.getByText('默认全部到校').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.waitForFunction(() => caches.keys().then((keys) => keys.length > 0));
  await context.setOffline(true);
  const pupils = page.getByRole('list', { name: '名册' }).getByRole('button');
  for (const i of [20, 21]) {
    ill.push((await pupils.nth(i).innerText()).trim());
    await pupils.nth(i).click();
    await page.getByRole('button', { name: '因病缺勤' }).click();
    await page.getByRole('button', { name: '发热' }).click();
    await page.getByRole('button', { name: '完成' }).click();
  }
  await picture(page, 'teacher-two-ill');
  await page.getByRole('button', { name: /^上报/ }).click();
  await page
    .getByText(/已存本机/)
    .first()
    .waitFor();
  await page.reload();
  await page
    .getByText(/已存本机|未联网/)
    .first()
    .waitFor();
  await context.setOffline(false);
  await page.getByText(/已送达/).waitFor({ timeout: 30_000 });
  await context.close();
});

test('after the deadline the school confirms and sends up, and the county sees it arrive', {
  timeout: 240_000,
}, async () => {
  await platform.stop();
  platform = await startPlatform({ folder, keep: true, env: { LIANFANG_CLOCK: AFTER_DUE } });
  const county = await enter(/县级专员.*青澜县/, desktop, AFTER_DUE);
  const submitted = county.page
    .locator('section, div')
    .filter({ hasText: /^学校已上报\s*0/ })
    .last();
  await submitted.waitFor();
  const school = await enter(/疫情报告人/, desktop, AFTER_DUE);
  await school.page.getByRole('button', { name: /确认并上报晨检/ }).click();
  await picture(school.page, 'school-confirm');
  await school.page.getByRole('button', { name: '确认上报' }).click();
  await school.page
    .getByText(/第 1 版/)
    .first()
    .waitFor();
  await county.page
    .locator('section, div')
    .filter({ hasText: /^学校已上报\s*1/ })
    .last()
    .waitFor({ timeout: 5000 });
  await picture(county.page, 'county-board');
  expect(await axe(county.page)).toEqual([]);
  expect([...county.errors, ...school.errors]).toEqual([]);
  await school.context.close();
  await county.context.close();
});

test('the county reminds those who are missing and sees whom it told', async () => {
  const { page, context } = await enter(/县级专员.*青澜县/, desktop, AFTER_DUE);
  await page.getByRole('button', { name: '催报' }).first().click();
  const confirm = page.getByRole('button', { name: /^通知 [\d,]+ 人$/ });
  await confirm.waitFor();
  await picture(page, 'county-remind');
  await confirm.click();
  await page
    .getByText(/已催报 [\d,]+ 个单位.通知 [\d,]+ 人/)
    .first()
    .waitFor();
  await context.close();
});

test('the school exports the register; LibreOffice reads the same pupils from it', async () => {
  const { page, context } = await enter(/疫情报告人/, desktop, AFTER_DUE);
  await page.goto('/registers');
  expect(ill).toHaveLength(2);
  for (const name of ill) await page.getByText(name, { exact: true }).first().waitFor();
  await picture(page, 'register');
  expect(await axe(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /导出 Excel/ }).click(),
  ]);
  const text = csvOf(await readFile(await download.path()));
  expect(ill.filter((name) => !text.includes(name))).toEqual([]);
  await context.close();
});
