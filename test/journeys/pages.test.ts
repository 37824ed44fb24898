import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/process.ts';
import { desktop, narrow, phone } from '../support/browser.ts';
import { featurePages, framePages, nameOf } from '../support/pages/cases.ts';
import { pagesJourney } from '../support/pages/journey.ts';
import { openWindow } from '../support/pages/look.ts';
import type { PageLanguage } from '../support/pages/world.ts';

// Every page in both languages: no accessibility fault, nothing untranslated, no sideways scrolling, no error. One
// test a window, side by side: a page waits more than it works.
const here = pagesJourney('zh-CN', 'en');

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
  const pages = here.worlds[language];
  const window = await openWindow(here.browser, pages, language, device);
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
  const pages = here.worlds['zh-CN'];
  const window = await openWindow(here.browser, pages, 'zh-CN', narrow);
  const wide: Record<string, readonly string[]> = {};
  for (const page of [...featurePages, ...framePages]) {
    await window.open(page.as, page.path + (page.rest?.(pages) ?? ''));
    const found = await window.sideways();
    if (found.length > 0) wide[nameOf(page)] = found;
  }
  await window.close();
  expect(wide).toEqual({});
});
