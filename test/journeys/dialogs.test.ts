import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, launch, phone } from '../support/browser.ts';
import { dialogs } from '../support/pages/dialogs.ts';
import { openWindow } from '../support/pages/look.ts';
import { type PagesWorld, pagesWorld } from '../support/pages/world.ts';

// What opens on a page: the same demands as of the pages.
let browser: Browser;
let pages: PagesWorld;
beforeAll(async () => {
  browser = await launch();
  pages = await pagesWorld('zh-CN');
});
afterAll(async () => {
  await browser?.close();
  await pages?.close();
});

test.concurrent.each([
  ['390 × 844', phone],
  ['1440 × 900', desktop],
] as const)('no dialog, sheet or panel has a fault at %s', { timeout: 240_000 }, async (_, device) => {
  const window = await openWindow(browser, pages, 'zh-CN', device);
  const faults: Record<string, readonly string[]> = {};
  for (const one of dialogs) {
    await window.open(one.as, one.path + (one.rest?.(pages) ?? ''));
    const found = await one.open(window.page).then(
      async () => {
        await window.watch.settled();
        return window.faults(`dialog-${one.name.replaceAll(' ', '-')}`);
      },
      (error: Error) => [`cannot be opened: ${error.message}`],
    );
    if (found.length > 0) faults[one.name] = found;
  }
  await window.close();
  expect(faults).toEqual({});
});
