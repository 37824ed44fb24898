import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../../kernel/clock.ts';
import type { Services } from '../../kernel/endpoint.ts';
import type { Module } from '../../kernel/module.ts';
import { FURTHEST } from './days.ts';
import { makeReady } from './ready.ts';
import { insightRoutes } from './routes.ts';
import { tableRoutes } from './tables.ts';

/**
 * Adds up the days that boards look back on, so that nobody's look pays for it: in the morning, or after a province has
 * changed its slots, when all its days are worked out anew (45 days of 10,500 schools: 42 s). Two anti-joins when there
 * is nothing to do.
 */
export async function prepareBoards(services: Pick<Services, 'db' | 'clock'>): Promise<void> {
  const today = dateOf(services.clock);
  const dates = Array.from({ length: FURTHEST }, (_, i) => today.subtract({ days: i }).toString());
  const past = dates.filter((d) => Temporal.PlainDate.compare(d, today) < 0);
  const tops = await services.db.tx(
    '*',
    async (tx) =>
      (await sql<{ id: string }>`select id from org.unit where parent_id is null`.execute(tx)).rows,
    'read',
  );
  for (const { id } of tops) await makeReady(services, id, dates, past);
}

/** Boards: what the figures of all modules look like together. Reads published views. */
export const insight: Module = {
  name: 'insight',
  routes: [...insightRoutes, ...tableRoutes],
  async start(_app, runtime) {
    runtime.jobs.every('prepare-boards', '*/5 * * * *', () => prepareBoards(runtime));
    return undefined;
  },
};
