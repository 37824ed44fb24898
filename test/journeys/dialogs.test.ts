import { expect, test } from 'vitest';
import { desktop, phone } from '../support/browser.ts';
import { dialogs } from '../support/pages/dialogs.ts';
import { pagesJourney } from '../support/pages/journey.ts';
import { openWindow } from '../support/pages/look.ts';

// What opens on a page: the same demands as of the pages.
const here = pagesJourney('zh-CN');

test.concurrent.each([
  ['390 × 844', phone],
  ['1440 × 900', desktop],
] as const)('no dialog, sheet or panel has a fault at %s', { timeout: 240_000 }, async (_, device) => {
  const pages = here.worlds['zh-CN'];
  const window = await openWindow(here.browser, pages, 'zh-CN', device);
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
