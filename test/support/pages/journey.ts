import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch } from '../browser.ts';
import { type PageLanguage, type PagesWorld, pagesWorld } from './world.ts';

interface Looking<L extends PageLanguage> {
  readonly browser: Browser;
  readonly worlds: Readonly<Record<L, PagesWorld>>;
}

/** For the top of a file, as `journey` is: a browser, and the world of pages in each of these languages. */
export function pagesJourney<L extends PageLanguage>(...languages: readonly L[]): Looking<L> {
  const worlds = {} as Record<L, PagesWorld>;
  const here = { worlds } as { -readonly [K in keyof Looking<L>]: Looking<L>[K] };
  beforeAll(async () => {
    here.browser = await launch();
    for (const language of languages) worlds[language] = await pagesWorld(language);
  });
  afterAll(async () => {
    await here.browser?.close();
    for (const world of Object.values<PagesWorld>(worlds)) await world.close();
  });
  return here;
}
