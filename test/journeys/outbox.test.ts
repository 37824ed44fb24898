import pg from 'pg';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount } from '../support/access.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { axe, launch, phone, picture, visitor } from '../support/browser.ts';
import { populate } from '../support/checks.ts';
import { signIn } from '../support/enter.ts';
import { makeWorld, type World } from '../support/world.ts';

const NOW = '2026-11-18T07:40:00+08:00';
let app: TestApp;
let world: World;
let browser: Browser;
let origin: string;
let owner: pg.Client;
/** Batches of checks that reached the server since the phone was opened, from pages and workers. */
let posts = 0;
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
    ['qian', 'S1-G6-2'],
  ] as const) {
    await makeAccount(app, [['class-teacher', world.id(code)]], { username, name: `${username}老师` });
  }
  origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
  app.app.server.on('request', ({ method, url }) => {
    if (method === 'POST' && url === '/api/checks/batch') posts++;
  });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await owner.end();
  await app.close();
});

/** A teacher's phone with the service worker installed. */
async function teacher(username: string) {
  const { context, page } = await visitor(browser, phone, origin);
  await page.clock.install({ time: NOW });
  await signIn(page, username);
  await page.getByText('默认全部到校').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  posts = 0;
  return { context, page };
}

/** Reports the usual day without a network. */
async function reportOffline({ context, page }: { context: BrowserContext; page: Page }): Promise<void> {
  await context.setOffline(true);
  await page.getByRole('button', { name: /全班正常/ }).click();
  await page.getByText(/已存本机.联网后自动上报/).waitFor({ timeout: 15_000 });
}
const received = async (code: string) =>
  (
    await owner.query<{ n: number; said: number }>(
      `select count(*)::int as n, (select count(*)::int from kernel.audit_entry
         where unit_id = $1 and verb like 'check.%') as said
       from health.check_report where unit_id = $1`,
      [world.id(code)],
    )
  ).rows[0]!;

/** The browser's own Background Sync, as if the network had just come. */
async function syncNow(cdp: CDPSession, registrationId: Promise<string>): Promise<void> {
  const event = { origin, registrationId: await registrationId, tag: 'lianfang-outbox', lastChance: false };
  await cdp.send('ServiceWorker.dispatchSyncEvent', event);
}
async function workerOf(page: Page): Promise<readonly [CDPSession, Promise<string>]> {
  const cdp = await page.context().newCDPSession(page);
  const id = new Promise<string>((found) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const mine = registrations.find((r) => r.scopeURL.startsWith(origin) && !r.isDeleted);
      if (mine) found(mine.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  return [cdp, id];
}

test('from any page: kept on the check page, sent while another page is open, and every page says so', async () => {
  const { context, page } = await teacher('wang');
  await reportOffline({ context, page });
  await page.getByRole('link', { name: '更多' }).click();
  const badge = page.getByRole('link', { name: '1 份检查存于本机,待送达'.replace(',', '，') });
  await badge.waitFor();
  await picture(page, 'outbox-badge');
  expect(await axe(page)).toEqual([]);
  await context.setOffline(false);
  await page.getByRole('link', { name: /份检查/ }).waitFor({ state: 'detached', timeout: 15_000 });
  expect(page.url()).toContain('/more');
  expect(await received('S1-G1-1')).toEqual({ n: 1, said: 1 });
  expect(posts).toBe(1);
  await context.close();
});

test('two tabs of one phone: one of them sends, once', async () => {
  const { context, page } = await teacher('liu');
  const second = await context.newPage();
  await second.clock.install({ time: NOW });
  await second.goto('/more');
  await second.getByRole('heading', { name: '更多' }).waitFor();
  await page.getByRole('button', { name: /全班正常/ }).click();
  await second.getByRole('link', { name: /1 份检查/ }).waitFor();
  await page.getByText(/已送达/).waitFor({ timeout: 15_000 });
  await second.getByRole('link', { name: /份检查/ }).waitFor({ state: 'detached' });
  expect(posts).toBe(1);
  expect(await received('S1-G1-2')).toEqual({ n: 1, said: 1 });
  await context.close();
});

test('page and worker at once: the page somebody looks at sends, once', async () => {
  const { context, page } = await teacher('zhao');
  const [cdp, id] = await workerOf(page);
  await page.getByRole('button', { name: /全班正常/ }).click();
  await page.getByText('已存本机').first().waitFor();
  await syncNow(cdp, id);
  await page.getByText(/已送达/).waitFor({ timeout: 15_000 });
  expect(posts).toBe(1);
  expect(await received('S1-G6-1')).toEqual({ n: 1, said: 1 });
  await context.close();
});

test('no page open: the worker sends when the browser wakes it', async () => {
  const { context, page } = await teacher('qian');
  await reportOffline({ context, page });
  const tags = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (registration as unknown as { sync: { getTags(): Promise<string[]> } }).sync.getTags();
  });
  expect(tags).toEqual(['lianfang-outbox']);
  const [cdp, id] = await workerOf(page);
  await id;
  await page.goto('about:blank');
  await context.setOffline(false);
  expect(await received('S1-G6-2')).toEqual({ n: 0, said: 0 });
  await syncNow(cdp, id);
  await expect.poll(async () => received('S1-G6-2'), { timeout: 15_000 }).toEqual({ n: 1, said: 1 });
  await context.close();
});
