import { sql } from 'kysely';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db.ts';
import { patiently } from './patiently.ts';
import { workday } from './workday.ts';

/**
 * Makes sure the counts of these dates exist for the areas of a unit (null = everywhere; see migration 0512). Cheap
 * when they do: one anti-join over days × areas.
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
  for (const { period, areas } of missing)
    for (const area of areas)
      await patiently(services.db, area, async (tx) => {
        await sql`select reporting.prepare(${period}::date, ${await workday(tx, period)}, ${services.clock.zone},
          array[${area}]::bigint[])`.execute(tx);
      });
}
