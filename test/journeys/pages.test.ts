import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../run/process.ts';
import { desktop, launch, narrow, phone } from '../support/browser.ts';
import { featurePages, framePages, nameOf } from '../support/pages/cases.ts';
import { openWindow } from '../support/pages/look.ts';
import { type PageLanguage, type PagesWorld, pagesWorld } from '../support/pages/world.ts';

// Every page in both languages: no accessibility fault, nothing untranslated, no sideways scrolling, no error. One
// test a window, side by side: a page waits more than it works.
let browser: Browser;
let worlds: Readonly<Record<PageLanguage, PagesWorld>>;
beforeAll(async () => {
  browser = await launch();
  worlds = { 'zh-CN': await pagesWorld('zh-CN'), en: await pagesWorld('en') };
});
afterAll(async () => {
  await browser?.close();
  for (const world of Object.values(worlds ?? {})) await world.close();
});

test('the table of pages names every route of every feature', async () => {
  const { featureRoutes } = (await import(join(root, 'web/src/app/features.ts'))) as {
    featureRoutes: readonly { readonly path: string }[];
  };
  expect([...new Set(featurePages.map((p) => p.path))].sort()).toEqual(
    featureRoutes.map((r) => r.path).sort(),
  );
});

test.concurrent.each<[PageLanguage, string, typeof phone | typeof desktop]>([
  ['zh-CN', '390 × 844', phone],
  ['zh-CN', '1440 × 900', desktop],
  ['en', '390 × 844', phone],
])('no page has a fault in %s at %s', { timeout: 240_000 }, async (language, _, device) => {
  const pages = worlds[language];
  const window = await openWindow(browser, pages, language, device);
  const faults: Record<string, readonly string[]> = {};
  for (const page of [...featurePages, ...framePages]) {
    await window.open(page.as, page.path + (page.rest?.(pages) ?? ''));
    expect(new URL(window.page.url()).pathname).toBe(page.path);
    const found = await window.faults(nameOf(page), page.refused);
    if (found.length > 0) faults[nameOf(page)] = found;
  }
  await window.close();
  expect(faults).toEqual({});
});

test('no page scrolls sideways at 320 px', { timeout: 240_000 }, async () => {
  const pages = worlds['zh-CN'];
  const window = await openWindow(browser, pages, 'zh-CN', narrow);
  const wide: Record<string, readonly string[]> = {};
  for (const page of [...featurePages, ...framePages]) {
    await window.open(page.as, page.path + (page.rest?.(pages) ?? ''));
    const found = await window.sideways();
    if (found.length > 0) wide[nameOf(page)] = found;
  }
  await window.close();
  expect(wide).toEqual({});
});
