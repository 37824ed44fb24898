import { sql } from 'kysely';
import type { Services } from '../../kernel/endpoint.ts';
import { patiently, prepare } from '../reporting/index.ts';

/**
 * Makes sure that what a board adds up is there: the counts of all dates, and of finished ones the sums per area.
 * Costs two anti-joins when it is; a first look at a new month pays for it once.
 */
export async function makeReady(
  services: Pick<Services, 'db' | 'clock'>,
  unit: string,
  dates: readonly string[],
  kept: readonly string[],
): Promise<void> {
  await prepare(services, unit, dates);
  if (kept.length === 0) return;
  const stale = await services.db.tx(
    '*',
    async (tx) =>
      (
        await sql<{ period: string; areas: string[] }>`
          select d.period, array_agg(a.id::text) as areas
          from unnest(${kept}::date[]) d(period) cross join unnest(reporting.areas_of(${unit}::bigint)) a(id)
          where not exists (select from insight.area_known k where k.area_id = a.id and k.period = d.period)
          group by 1 order by 1`.execute(tx)
      ).rows,
    'read',
  );
  for (const { period, areas } of stale)
    for (const area of areas)
      await patiently(services.db, area, (tx) =>
        sql`select insight.refresh(${period}::date, array[${area}]::bigint[])`.execute(tx),
      );
}
