import type { Figures } from '@lianfang/contract/insight';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';

/** Figures of one key (a school, a child unit) on one date. */
export interface FigureRow extends Figures {
  readonly key: string | null;
  readonly period: string;
}

export const noFigures: Figures = {
  schools: 0,
  submitted: 0,
  submittedLate: 0,
  expected: 0,
  data: 0,
  zero: 0,
  late: 0,
  missing: 0,
  pending: 0,
  exempt: 0,
  enrolled: 0,
  absentIll: 0,
  absentOther: 0,
  presentIll: 0,
};

/** The sum, or null when there is nothing to add: a gap is not a zero. Pure. */
export function sumFigures(rows: readonly FigureRow[]): Figures | null {
  if (rows.length === 0) return null;
  const sum: Record<keyof Figures, number> = { ...noFigures };
  for (const row of rows)
    for (const name of Object.keys(noFigures) as (keyof Figures)[]) sum[name] += row[name];
  return sum;
}

export interface Question {
  readonly unit: string;
  readonly slot: string;
  readonly now: string;
}

/** Of each area below a unit, the child of the unit that it lies in (or is). */
export async function childOfArea(tx: Tx, unit: string, date: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ area: string; child: string }>`
    select unit_id as area, lineage[array_position(lineage, ${unit}::bigint) - 1] as child
    from org.unit_version where unit_id = area_id and valid @> ${date}::date and unit_id <> ${unit}::bigint
      and ${unit}::bigint = any(lineage)`.execute(tx);
  return new Map(rows.map((r) => [r.area, r.child]));
}

/** Sums over the counts and roll-ups of institutions, by a key of their rows. */
export async function schoolFigures(
  tx: Tx,
  q: Question,
  dates: readonly string[],
  key: RawBuilder<unknown>,
  areas: RawBuilder<unknown> = sql`(select reporting.areas_of(${q.unit}::bigint))::bigint[]`,
): Promise<readonly FigureRow[]> {
  if (dates.length === 0) return [];
  const here = sql`area_id = any(${areas}) and period = any(${dates}::date[]) and slot = ${q.slot}
    and lineage @> array[${q.unit}::bigint]`;
  const { rows } = await sql<FigureRow>`
    with t as (
      select ${key} as key, period, count(distinct school_id) filter (where owes_report)::int as schools,
        sum(expected)::int as expected, sum(data)::int as data, sum(zero)::int as zero, sum(late)::int as late,
        coalesce(sum(outstanding) filter (where due_at < ${q.now}::timestamptz), 0)::int as missing,
        coalesce(sum(outstanding) filter (where due_at >= ${q.now}::timestamptz), 0)::int as pending,
        sum(exempt)::int as exempt
      from published.tally where ${here} group by 1, 2
    ), d as (
      select ${key} as key, period, sum(enrolled)::int as enrolled, sum(absent_ill)::int as absent_ill,
        sum(absent_other)::int as absent_other, sum(present_ill)::int as present_ill
      from published.school_day where ${here} group by 1, 2
    ), r as (
      select ${key} as key, period, count(*)::int as submitted,
        count(*) filter (where first_at > (select max(x.school_due_at) from published.tally x
          where x.area_id = s.area_id and x.period = s.period and x.slot = s.slot and x.school_id = s.school_id))::int as late
      from published.school_report s where ${here} group by 1, 2
    )
    select t.key, t.period, t.schools, coalesce(r.submitted, 0) as submitted, coalesce(r.late, 0) as "submittedLate",
      t.expected, t.data, t.zero, t.late, t.missing, t.pending, t.exempt, coalesce(d.enrolled, 0) as enrolled,
      coalesce(d.absent_ill, 0) as "absentIll", coalesce(d.absent_other, 0) as "absentOther",
      coalesce(d.present_ill, 0) as "presentIll"
    from t left join d using (key, period) left join r using (key, period)
    where t.expected > 0 or t.schools > 0`.execute(tx);
  return rows;
}

/** Sums over finished days kept per area. What did not come of a past day is missing. */
export async function areaFigures(
  tx: Tx,
  q: Question,
  dates: readonly string[],
): Promise<readonly FigureRow[]> {
  if (dates.length === 0) return [];
  const { rows } = await sql<FigureRow>`
    select area_id as key, period, sum(schools)::int as schools, sum(submitted)::int as submitted,
      sum(submitted_late)::int as "submittedLate", sum(expected)::int as expected, sum(data)::int as data,
      sum(zero)::int as zero, sum(late)::int as late, sum(expected - data - zero - late)::int as missing,
      0 as pending, sum(exempt)::int as exempt, sum(enrolled)::int as enrolled, sum(absent_ill)::int as "absentIll",
      sum(absent_other)::int as "absentOther", sum(present_ill)::int as "presentIll"
    from insight.area_day
    where area_id = any((select reporting.areas_of(${q.unit}::bigint))::bigint[]) and period = any(${dates}::date[])
      and slot = ${q.slot} and lineage @> array[${q.unit}::bigint] and (expected > 0 or schools > 0)
    group by 1, 2`.execute(tx);
  return rows;
}
