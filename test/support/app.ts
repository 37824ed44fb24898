import { randomUUID } from 'node:crypto';
import { buildApp } from '@lianfang/server/app';
import { ManualClock } from '@lianfang/server/kernel/clock';
import { connect, type Database } from '@lianfang/server/kernel/db';
import { announce, listen } from '@lianfang/server/kernel/events';
import type { FastifyInstance } from 'fastify';
import { freshDatabase } from './database.ts';

export interface TestApp {
  readonly app: FastifyInstance;
  readonly db: Database;
  readonly clock: ManualClock;
  readonly url: string;
  /** Resolves when the caches have heard of every change committed so far: NOTIFY follows its commit by some milliseconds. */
  heard(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The real application on a real, fresh database (or the one at `url`), with a clock that stands at 2026-11-18
 * (a Wednesday) 07:30.
 */
export async function testApp(
  options: { now?: string; metricsToken?: string; url?: string } = {},
): Promise<TestApp> {
  const url = options.url ?? (await freshDatabase());
  const db = connect(url);
  const events = await listen(url);
  const clock = new ManualClock('Asia/Shanghai', options.now ?? '2026-11-18T07:30:00+08:00');
  const secret = Buffer.alloc(32, 7);
  const app = await buildApp({
    db,
    databaseUrl: url,
    events,
    clock,
    secret,
    logger: false,
    ...(options.metricsToken && { metricsToken: options.metricsToken }),
    jobs: false,
  });
  await app.ready();
  return {
    app,
    db,
    clock,
    url,
    heard: () =>
      new Promise((done, fail) => {
        const mark = randomUUID();
        const stop = events.subscribe((event) => {
          if (event.mark !== mark) return;
          stop();
          done();
        });
        db.tx([], (tx) => announce(tx, { kind: 'progress', accountId: '0', mark })).catch(fail);
      }),
    close: async () => {
      await app.close();
      await events.close();
      await db.close();
    },
  };
}
