import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { root } from '../run/process.ts';
import { chromiumPath } from './programs.ts';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
];

export const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};
/** A desk at 400 %: what WCAG 1.4.10 asks to be read without scrolling sideways. */
export const narrow = { ...phone, viewport: { width: 320, height: 640 } };
export const desktop = { viewport: { width: 1440, height: 900 } };

/** A real Chromium. */
export function launch(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath)
    throw new Error('No Chromium found: install the package chromium, or set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: quiet });
}

/** A fresh visitor in the deployment's language (or another) and zone. Page errors fail the test that made them. */
export async function visitor(
  browser: Browser,
  device: typeof phone | typeof desktop,
  origin: string,
  locale = 'zh-CN',
): Promise<{
  context: BrowserContext;
  page: Page;
  errors: string[];
}> {
  const context = await browser.newContext({
    ...device,
    baseURL: origin,
    locale,
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors };
}

/** Keeps a picture of the page under test/.artifacts, for people to look at. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  const folder = join(root, 'test/.artifacts/pictures');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}

export interface AxeFinding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds on the page as it stands, WCAG 2.1 A and AA. */
export async function axe(page: Page): Promise<AxeFinding[]> {
  // A colour half-way through a transition is not what people read. What was just opened begins to move some frames
  // later, so no movement now is not enough: three frames in a row without any that will end.
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
    const moves = (): boolean =>
      document
        .getAnimations()
        .some((a) => a.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) ||
      document.querySelector('[class*="-enter"], [class*="-leave"], [class*="-appear"]') !== null;
    const until = performance.now() + 5000;
    for (let still = 0; still < 3 && performance.now() < until; still = moves() ? 0 : still + 1)
      await frame();
  });
  await page.evaluate(await readFile(axeSource, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          c: unknown,
          o: unknown,
        ): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
      };
    };
    const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return result.violations.map((v) => ({
      id: v.id,
      help: v.help,
      nodes: v.nodes.map((n) => n.html.slice(0, 200)),
    }));
  });
}
