import type { SymptomBoard } from '@lianfang/contract/insight';
import { sql } from 'kysely';
import type { UnitFacts } from '../../kernel/actor.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { daysBefore } from './days.ts';
import { makeReady } from './ready.ts';
import { symptomBoard } from './symptoms.ts';

/** Decides where each day's sums come from: above the counties finished days are kept per area. */
export async function symptoms(
  services: Pick<Services, 'db' | 'clock'>,
  scope: readonly string[],
  unit: UnitFacts,
  query: {
    unit: string;
    date: string;
    slot: string;
    symptom?: string | undefined;
    limit?: number | undefined;
  },
): Promise<SymptomBoard> {
  const days = await daysBefore(services, unit, query.date);
  const dates = [...new Set([...days.all.map((d) => d.date), days.lastWeek])];
  const today = dateOf(services.clock).toString();
  const region = unit.schoolId === null && ['province', 'city', 'county'].includes(unit.kind);
  const kept = region ? dates.filter((d) => d < today) : [];
  await makeReady(services, unit.id, dates, kept);
  const live = dates.filter((d) => !kept.includes(d));
  return services.db.tx(
    scope,
    async (tx) => {
      const { rows } = await sql<{ period: string }>`
        select distinct period from insight.area_day
        where area_id = any((select reporting.areas_of(${query.unit}::bigint))::bigint[])
          and period = any(${kept}::date[]) and slot = ${query.slot} and data + zero + late > 0
        union
        select d.period from unnest(${live}::date[]) d(period) where exists (
          select from published.tally t where t.period = d.period and t.slot = ${query.slot}
            and t.data + t.zero + t.late > 0
            and t.area_id = any((select reporting.areas_of(${query.unit}::bigint))::bigint[])
            and t.lineage @> array[${query.unit}::bigint])`.execute(tx);
      const known = new Set(rows.map((r) => r.period));
      const q = { ...query, limit: query.limit ?? 30 };
      return symptomBoard(tx, q, days, { kept, live, known }, services.clock.now().toString());
    },
    'read',
  );
}
