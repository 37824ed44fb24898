import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { makeAccount } from './access.ts';
import { phone, visitor } from './browser.ts';
import { signIn } from './enter.ts';
import { type Journey, journey } from './journey.ts';

/** What every clock says: before the check is due. */
const NOW = '2026-11-18T07:40:00+08:00';

interface TeachersJourney extends Journey {
  /** A teacher's phone, signed in, on the check page; `origin`: by another way to the application than the straight one. */
  checkPage(
    username: string,
    origin?: string,
  ): Promise<{ context: BrowserContext; page: Page; errors: string[] }>;
}

/** A journey of class teachers on a Wednesday at 07:40. `teachers`: class by username. */
export function teachersJourney(teachers: Readonly<Record<string, string>>): TeachersJourney {
  const here = journey({ now: NOW, people: true });
  beforeAll(async () => {
    for (const [username, code] of Object.entries(teachers)) {
      const posts = [['class-teacher', here.world.id(code)]] as const;
      await makeAccount(here.app, posts, { username, name: `${username}老师` });
    }
  });
  return Object.assign(here, {
    checkPage: async (username: string, origin = here.origin) => {
      const visit = await visitor(here.browser, phone, origin);
      await visit.page.clock.install({ time: NOW });
      await signIn(visit.page, username);
      await visit.page.getByText('默认全部到校').waitFor();
      return visit;
    },
  });
}
