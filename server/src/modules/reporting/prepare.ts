import { sql } from 'kysely';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db.ts';
import { workday } from './workday.ts';

/** How long a reader waits for writers of an area before it shows the counts as they stand. */
const PATIENCE = '2s';

/**
 * Makes sure the counts of these dates exist for the areas of a unit (null = everywhere; see migration 0502). Cheap
 * when they do: one anti-join over days × areas. When an import holds an area for longer, its counts stay as they
 * were and the next reader tries again.
 */
export async function prepare(
  services: { readonly db: Database; readonly clock: Clock },
  unit: string | null,
  dates: readonly string[],
): Promise<void> {
  const missing = await services.db.tx(
    '*',
    async (tx) =>
      (
        await sql<{ period: string; areas: string[] }>`
          select d.period, array_agg(a.id::text) as areas
          from unnest(${dates}::date[]) d(period) cross join unnest(${
            unit === null
              ? sql`(select array_agg(distinct area_id) from org.unit_version)`
              : sql`reporting.areas_of(${unit}::bigint)`
          }) a(id)
          where not exists (select from reporting.day x where x.area_id = a.id and x.period = d.period)
          group by 1 order by 1`.execute(tx)
      ).rows,
    'read',
  );
  // One transaction an area: its lock keeps the checks of that area waiting, and of no other.
  for (const { period, area } of missing.flatMap((m) =>
    m.areas.map((area) => ({ period: m.period, area })),
  )) {
    await services.db
      .tx('*', async (tx) => {
        await sql`select set_config('lock_timeout', ${PATIENCE}, true)`.execute(tx);
        await sql`select reporting.prepare(${period}::date, ${await workday(tx, period)}, ${services.clock.zone},
          array[${area}]::bigint[])`.execute(tx);
      })
      .catch((error: { code?: string }) => {
        if (error.code !== '55P03') throw error; // lock_not_available
      });
  }
}
