import type { Browser, Page } from 'playwright-core';
import { axe, type desktop, type phone, picture, visitor } from '../browser.ts';
import { textFaults } from './text.ts';
import { type Watch, watch } from './watch.ts';
import { PAGES_NOW, type PageLanguage, type PagesWorld, type Viewer } from './world.ts';

/** One window of one size and language, in which pages are looked at one after another. */
export interface Window {
  readonly page: Page;
  readonly watch: Watch;
  /** Opens an address as a viewer (null = signed out) and waits until it is there. */
  open(viewer: Viewer | null, address: string): Promise<void>;
  /** Everything wrong with what is shown now; a picture of it is kept under this name. `refused`: but this request. */
  faults(name: string, refused?: string): Promise<string[]>;
  /** What is wider than the window, so that the page scrolls sideways. */
  sideways(): Promise<string[]>;
  close(): Promise<void>;
}

/** Wider than the window: the page scrolls sideways. */
const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = [document.documentElement, document.body, document.querySelector('.lf-main')]
      .filter((e) => e !== null)
      .find((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'hidden');
    return wide ? [`${wide.tagName} scrolls sideways: ${wide.scrollWidth} > ${wide.clientWidth}`] : [];
  });

export async function openWindow(
  browser: Browser,
  pages: PagesWorld,
  language: PageLanguage,
  device: typeof phone | typeof desktop,
): Promise<Window> {
  // Without motion, as readers may ask for: a dialog half faded in has neither its colours nor its place.
  const still = { ...device, reducedMotion: 'reduce' } as const;
  const { context, page } = await visitor(browser, still, pages.origin, language);
  await context.clock.install({ time: PAGES_NOW });
  page.setDefaultTimeout(15_000);
  const watched = watch(page);
  let now: Viewer | null = null;
  const become = async (viewer: Viewer | null): Promise<void> => {
    if (viewer === now) return;
    now = viewer;
    await context.clearCookies();
    await page.goto('/health');
    await page.evaluate(() => localStorage.clear());
    if (viewer === null) return;
    const [name, value] = (await pages.cookie(viewer)).split(/=(.*)/s) as [string, string];
    await context.addCookies([{ name, value, url: pages.origin }]);
  };
  return {
    page,
    watch: watched,
    open: async (viewer, address) => {
      await become(viewer);
      watched.faults();
      // A fragment alone would not load the page anew.
      if (address.includes('#')) await page.goto('about:blank');
      await page.goto(address);
      await page.locator('h1').first().waitFor();
      await watched.settled();
    },
    faults: async (name, refused) => {
      const findings = await axe(page);
      const found = [
        ...watched.faults(refused),
        ...(await textFaults(page, language)),
        ...(await overflow(page)),
        ...findings.map((f) => `${f.id}: ${f.help}: ${f.nodes.join(' | ')}`),
      ];
      await picture(page, `pages-${name}-${language}-${page.viewportSize()!.width}`);
      return found;
    },
    sideways: () => overflow(page),
    close: () => context.close(),
  };
}
