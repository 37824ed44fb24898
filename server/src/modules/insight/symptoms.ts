import type { SymptomBoard } from '@lianfang/contract/insight';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import type { Days } from './days.ts';

export interface SymptomQuery {
  readonly unit: string;
  readonly date: string;
  readonly slot: string;
  /** Only this symptom in the list of institutions; absent = all together. */
  readonly symptom?: string | undefined;
  readonly limit: number;
}

const here = (
  q: SymptomQuery,
) => sql`area_id = any((select reporting.areas_of(${q.unit}::bigint))::bigint[]) and slot = ${q.slot}
  and lineage @> array[${q.unit}::bigint]`;

/** People by symptom on each date: from the sums kept per area where they are, else from the institutions. */
async function totalsOf(tx: Tx, q: SymptomQuery, kept: readonly string[], live: readonly string[]) {
  const { rows } = await sql<{ symptom: string; period: string; count: number }>`
    select s.key as symptom, a.period, sum(s.value::int)::int as count
    from insight.area_day a cross join jsonb_each_text(a.symptoms) s
    where ${here(q)} and a.period = any(${kept}::date[]) group by 1, 2
    union all
    select symptom, period, sum(count)::int from published.symptom_day
    where ${here(q)} and period = any(${live}::date[]) and count > 0 group by 1, 2`.execute(tx);
  return rows;
}

/**
 * Symptoms below a unit with their trend, and the institutions with most of them. `known` are dates on which somebody
 * reported: there, a symptom nobody had is a zero; on others it is a gap.
 */
export async function symptomBoard(
  tx: Tx,
  q: SymptomQuery,
  days: Days,
  split: {
    readonly kept: readonly string[];
    readonly live: readonly string[];
    readonly known: ReadonlySet<string>;
  },
  now: string,
): Promise<SymptomBoard> {
  const totals = Map.groupBy(await totalsOf(tx, q, split.kept, split.live), (r) => r.symptom);
  const on = (of: ReadonlyMap<string, number>, date: string | null): number | null =>
    date !== null && split.known.has(date) ? (of.get(date) ?? 0) : null;
  const line = (of: ReadonlyMap<string, number>) => ({
    count: of.get(q.date) ?? 0,
    before: on(of, days.before),
    lastWeek: on(of, days.lastWeek),
    series: days.all.map((d) => on(of, d.date)),
  });
  const only = q.symptom ? sql`and symptom = ${q.symptom}` : sql``;
  const { rows: top } = await sql<{ schoolId: string; schoolName: string; enrolled: number }>`
    with most as (
      select area_id, school_id, sum(count)::int as n from published.symptom_day
      where ${here(q)} and period = ${q.date}::date and count > 0 ${only}
      group by 1, 2 order by n desc, school_id limit ${q.limit})
    select m.school_id as "schoolId", v.name as "schoolName", coalesce(d.enrolled, 0)::int as enrolled
    from most m join org.unit_version v on v.unit_id = m.school_id and v.valid @> ${q.date}::date
    left join published.school_day d on d.area_id = m.area_id and d.period = ${q.date}::date and d.slot = ${q.slot}
      and d.school_id = m.school_id order by m.n desc, m.school_id`.execute(tx);
  const { rows: past } = await sql<{ school_id: string; period: string; count: number }>`
    select school_id, period, sum(count)::int as count from published.symptom_day
    where school_id = any(${top.map((s) => s.schoolId)}::bigint[]) and slot = ${q.slot}
      and period = any(${[...days.all.map((d) => d.date), days.lastWeek]}::date[]) ${only}
    group by 1, 2`.execute(tx);
  const bySchool = Map.groupBy(past, (r) => r.school_id);
  const asMap = (rows: readonly { period: string; count: number }[]) =>
    new Map(rows.map((r) => [r.period, r.count]));
  return {
    asOf: now,
    days: [...days.all],
    totals: [...totals]
      .map(([symptom, rows]) => ({ symptom, ...line(asMap(rows)) }))
      .sort((a, b) => b.count - a.count || a.symptom.localeCompare(b.symptom)),
    schools: top.map((s) => ({ ...s, ...line(asMap(bySchool.get(s.schoolId) ?? [])) })),
  };
}
