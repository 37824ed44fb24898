import type { Browser, BrowserContext, Page } from 'playwright-core';
import { TEST_PASSWORD } from './access.ts';
import { type desktop, type phone, visitor } from './browser.ts';

interface Entered {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page so far. */
  readonly errors: string[];
}

/**
 * Resolves when the page hears of changes from now on: its stream is open. Asked before the page signs in; what happens
 * earlier is not told to it.
 */
export const hears = (page: Page): Promise<unknown> =>
  page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/stream' && answer.ok());

/** Fills in the form of the login page, which is open, and sends it. */
export async function submitLogin(page: Page, username: string, password = TEST_PASSWORD): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

/** Opens the login page and sends its form; `next` is where a success leads. */
export async function signIn(
  page: Page,
  username: string,
  next = '/',
  password = TEST_PASSWORD,
): Promise<void> {
  await page.goto(`/login?next=${encodeURIComponent(next)}`);
  await submitLogin(page, username, password);
}

/** Signs in as a person would, and is at an address. `now`: what the device's clock says, else the machine's. */
export async function enter(
  browser: Browser,
  device: typeof phone | typeof desktop,
  origin: string,
  who: { readonly username: string; readonly path: string; readonly now?: string },
): Promise<Entered> {
  const visit = await visitor(browser, device, origin);
  if (who.now) await visit.context.clock.install({ time: who.now });
  await signIn(visit.page, who.username, who.path);
  await visit.page.waitForURL((url) => url.pathname === who.path.split('?')[0]);
  return visit;
}
