import type { Browser, BrowserContext, Page } from 'playwright-core';
import { TEST_PASSWORD } from './access.ts';
import { type desktop, type phone, visitor } from './browser.ts';

interface Entered {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page so far. */
  readonly errors: string[];
}

/** Signs in by the form, as a person would, and goes on to an address. `now`: what the device's clock says. */
export async function enter(
  browser: Browser,
  device: typeof phone | typeof desktop,
  origin: string,
  who: { readonly username: string; readonly path: string; readonly now: string },
): Promise<Entered> {
  const visit = await visitor(browser, device, origin);
  await visit.context.clock.install({ time: who.now });
  await visit.page.goto(`/login?next=${encodeURIComponent(who.path)}`);
  await visit.page.getByLabel('用户名').fill(who.username);
  await visit.page.getByLabel('密码', { exact: true }).fill(TEST_PASSWORD);
  await visit.page.getByRole('button', { name: '登录' }).click();
  await visit.page.waitForURL((url) => url.pathname === who.path.split('?')[0]);
  return visit;
}
