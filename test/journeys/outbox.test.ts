import { announce } from '@lianfang/server/kernel/events';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axe, picture } from '../support/browser.ts';
import { layCable } from '../support/cable.ts';
import { teachersJourney } from '../support/teachers.ts';

const here = teachersJourney({
  wang: 'S1-G1-1',
  liu: 'S1-G1-2',
  zhao: 'S1-G6-1',
  qian: 'S1-G6-2',
  sun: 'S2-G7-1',
});
/** Who sent the batches of checks that reached the server since the phone was opened: the path of a page or of a worker. */
let senders: string[] = [];
beforeAll(() => {
  here.app.app.server.on('request', ({ method, url, headers }) => {
    if (method === 'POST' && url === '/api/checks/batch')
      senders.push(new URL(headers.referer ?? here.origin).pathname);
  });
});

/** A teacher's phone with the service worker installed. */
async function teacher(username: string, origin = here.origin) {
  const { context, page } = await here.checkPage(username, origin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  senders = [];
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
    await here.owner.query<{ n: number; said: number }>(
      `select count(*)::int as n, (select count(*)::int from kernel.audit_entry
         where unit_id = $1 and verb like 'check.%') as said
       from health.check_report where unit_id = $1`,
      [here.world.id(code)],
    )
  ).rows[0]!;

/** The browser's own Background Sync, as if the network had just come. */
async function syncNow(
  cdp: CDPSession,
  registrationId: Promise<string>,
  origin = here.origin,
): Promise<void> {
  const event = {
    origin,
    registrationId: await registrationId,
    tag: 'lianfang-outbox',
    lastChance: false,
  };
  await cdp.send('ServiceWorker.dispatchSyncEvent', event);
}
async function workerOf(page: Page, origin = here.origin): Promise<readonly [CDPSession, Promise<string>]> {
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
  const badge = page.getByRole('link', { name: '1 份检查存于本机，待送达' });
  await badge.waitFor();
  await picture(page, 'outbox-badge');
  expect(await axe(page)).toEqual([]);
  await context.setOffline(false);
  await page.getByRole('link', { name: /份检查/ }).waitFor({ state: 'detached', timeout: 15_000 });
  expect(page.url()).toContain('/more');
  expect(await received('S1-G1-1')).toEqual({ n: 1, said: 1 });
  expect(senders).toHaveLength(1);
  await context.close();
});

test('two tabs of one phone: one of them sends, once', async () => {
  const { context, page } = await teacher('liu');
  const second = await context.newPage();
  await second.goto('/more');
  await second.getByRole('heading', { name: '更多' }).waitFor();
  await page.getByRole('button', { name: /全班正常/ }).click();
  await second.getByRole('link', { name: /1 份检查/ }).waitFor();
  await page.getByText(/已送达/).waitFor({ timeout: 15_000 });
  await second.getByRole('link', { name: /份检查/ }).waitFor({ state: 'detached' });
  expect(senders).toHaveLength(1);
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
  expect(senders).toEqual(['/check']);
  expect(await received('S1-G6-1')).toEqual({ n: 1, said: 1 });
  await context.close();
});

test('no page open: the worker sends when the browser wakes it', async () => {
  const cable = await layCable(here.origin);
  const { context, page } = await teacher('qian', cable.origin);
  // Both: the browser keeps the worker asleep while it believes itself offline, but lets pages out as they are left.
  cable.cut();
  await reportOffline({ context, page });
  const tags = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (registration as unknown as { sync: { getTags(): Promise<string[]> } }).sync.getTags();
  });
  expect(tags).toEqual(['lianfang-outbox']);
  const [cdp, id] = await workerOf(page, cable.origin);
  await id;
  await page.goto('about:blank');
  expect(await received('S1-G6-2')).toEqual({ n: 0, said: 0 });
  cable.mend();
  await context.setOffline(false);
  await syncNow(cdp, id, cable.origin);
  await expect.poll(async () => received('S1-G6-2'), { timeout: 15_000 }).toEqual({ n: 1, said: 1 });
  expect(senders).toEqual(['/sw.js']);
  await context.close();
  await cable.close();
});

test('a post that ended meanwhile: the check is refused with the reason, and no longer said to be on its way', async () => {
  const { context, page } = await teacher('sun');
  await reportOffline({ context, page });
  await here.owner.query(
    `update org.holding set valid = daterange(lower(valid), '2026-11-18') where unit_id = $1`,
    [here.world.id('S2-G7-1')],
  );
  await here.app.db.tx('*', (tx) => announce(tx, { kind: 'account' }));
  await here.app.heard();
  await context.setOffline(false);
  const refused = page.getByRole('alert').filter({ hasText: '没有此项权限' });
  await refused.waitFor({ timeout: 15_000 });
  await picture(page, 'outbox-refused');
  expect(await axe(page)).toEqual([]);
  expect(await received('S2-G7-1')).toEqual({ n: 0, said: 0 });
  await refused.getByRole('button', { name: '删除本条' }).click();
  await refused.waitFor({ state: 'detached' });
  expect(await page.getByRole('link', { name: /份检查/ }).count()).toBe(0);
  await context.close();
});
