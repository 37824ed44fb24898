import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../run/process.ts';
import { desktop, launch, phone } from '../support/browser.ts';
import { featurePages, framePages, nameOf } from '../support/pages/cases.ts';
import { openWindow, type Window } from '../support/pages/look.ts';
import { type PageLanguage, type PagesWorld, pagesWorld } from '../support/pages/world.ts';

// Every page in both languages: no accessibility fault, nothing untranslated, no sideways scrolling, no error.
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test('the table of pages names every route of every feature', async () => {
  const { featureRoutes } = (await import(join(root, 'web/src/app/features.ts'))) as {
    featureRoutes: readonly { readonly path: string }[];
  };
  expect([...new Set(featurePages.map((p) => p.path))].sort()).toEqual(
    featureRoutes.map((r) => r.path).sort(),
  );
});

describe.each<[PageLanguage, string, typeof phone | typeof desktop]>([
  ['zh-CN', '390 × 844', phone],
  ['zh-CN', '1440 × 900', desktop],
  ['en', '390 × 844', phone],
])('%s at %s', (language, _, device) => {
  let pages: PagesWorld;
  let window: Window;
  beforeAll(async () => {
    pages = await pagesWorld(language);
    window = await openWindow(browser, pages, language, device);
  });
  afterAll(async () => {
    await window?.close();
    await pages?.close();
  });

  test.each([...featurePages, ...framePages].map((page) => [nameOf(page), page] as const))(
    '%s',
    async (name, { path, as, rest, refused }) => {
      await window.open(as, path + (rest?.(pages) ?? ''));
      expect(new URL(window.page.url()).pathname).toBe(path);
      expect(await window.faults(name, refused)).toEqual([]);
    },
  );
});
