import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type TestApp, testApp } from './app.ts';
import { launch } from './browser.ts';
import { populate } from './checks.ts';
import { makeWorld, type World } from './world.ts';

/** Where a journey happens. */
export interface Journey {
  readonly app: TestApp;
  readonly world: World;
  readonly browser: Browser;
  /** The address the application listens on. */
  readonly origin: string;
  /** Connected as the owner of the tables: sees every row. */
  readonly owner: pg.Client;
  /** Ids of people by the code of their unit; empty unless there were to be people. */
  readonly people: ReadonlyMap<string, readonly string[]>;
}

/**
 * For the top of a file: before its own `beforeAll` the application listens on a fresh database with the small world
 * and a browser is open; after its tests all of it is closed. Nothing can be read of it sooner.
 * `now` = what the server's clock says; `people` = ten in every class and office.
 */
export function journey(options: { readonly now?: string; readonly people?: boolean } = {}): Journey {
  const here = {} as { -readonly [K in keyof Journey]: Journey[K] };
  beforeAll(async () => {
    here.browser = await launch();
    here.app = await testApp(options.now === undefined ? {} : { now: options.now });
    here.world = await makeWorld(here.app.db);
    here.owner = new pg.Client({ connectionString: here.app.url });
    await here.owner.connect();
    here.people = options.people ? await populate(here.owner) : new Map();
    here.origin = await here.app.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await here.browser?.close();
    await here.owner?.end();
    await here.app?.close();
  });
  return here;
}
