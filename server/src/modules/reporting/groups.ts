import type { GroupState, GroupStatus, GroupStatusPage } from '@lianfang/contract/reporting';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { workday } from './workday.ts';

export interface GroupQuery {
  readonly unit: string;
  readonly date: string;
  readonly slot: string;
  readonly state?: GroupState | undefined;
  /** School of the last row of the page before. */
  readonly after?: string | undefined;
}
const SCHOOLS_A_PAGE = 30;

/** Schools below the unit whose counts say that they have groups in this state, in order of id. */
async function schoolsWith(tx: Tx, q: GroupQuery, now: string): Promise<readonly string[]> {
  const outstanding = sql`t.expected > t.data + t.zero + t.late`;
  const has = {
    data: sql`t.data > 0`,
    zero: sql`t.zero > 0`,
    late: sql`t.late > 0`,
    exempt: sql`t.exempt > 0`,
    missing: sql`${outstanding} and t.due_at < ${now}::timestamptz`,
    pending: sql`${outstanding} and t.due_at >= ${now}::timestamptz`,
  };
  const { rows } = await sql<{ id: string }>`
    select distinct t.school_id as id from reporting.tally t
    where t.area_id = any((select reporting.areas_of(${q.unit}::bigint))::bigint[]) and t.period = ${q.date}::date and t.slot = ${q.slot}
      and t.lineage @> array[${q.unit}::bigint] and t.school_id > ${q.after ?? 0}::bigint
      and ${q.state ? has[q.state] : sql`true`}
    order by 1 limit ${SCHOOLS_A_PAGE + 1}`.execute(tx);
  return rows.map((r) => r.id);
}

/**
 * Groups below a unit with what became of their duty on a date and slot; paged by whole schools, so that the cost
 * follows the answer and not the size of the province. `school` is who answers for the unit (UnitFacts.receiverId), null
 * above institutions.
 */
export async function groupStatus(
  tx: Tx,
  q: GroupQuery,
  school: string | null,
  now: string,
  zone: string,
): Promise<GroupStatusPage> {
  const schools = school ? [school] : await schoolsWith(tx, q, now);
  const shown = schools.slice(0, SCHOOLS_A_PAGE);
  const { rows } = await sql<GroupStatus>`
    select * from (
      select o.unit_id as "unitId", v.name, coalesce((
          select string_agg(p.name, ' ' order by a.pos desc)
          from unnest(o.lineage) with ordinality a(id, pos)
          join org.unit u on u.id = a.id join org.unit_kind k on k.code = u.kind and k.role = 'division'
          join org.unit_version p on p.unit_id = a.id and p.valid @> ${q.date}::date
          where a.id <> o.unit_id), '') as path,
        o.subject_kind as kind, o.school_id as "schoolId", s.name as "schoolName", o.slot,
        case when o.exempt_kind is not null then 'exempt'
          when r.first_at > o.due_at then 'late' when r.first_at is not null then r.outcome
          when ${now}::timestamptz > o.due_at then 'missing' else 'pending' end as state,
        o.opens_at as "opensAt", o.due_at as "dueAt", r.first_at as "firstAt", r.last_at as "lastAt",
        case when o.exempt_kind is not null
          then jsonb_build_object('kind', o.exempt_kind, 'reason', o.exempt_reason) end as exempt,
        (select max(m.at) from reporting.reminder m where m.unit_id = o.unit_id and m.period = ${q.date}::date
          and m.slot = o.slot) as "remindedAt",
        s.sort_key, u.sort, (
          select array_agg(d.sort order by a.pos desc) from unnest(o.lineage) with ordinality a(id, pos)
          join org.unit d on d.id = a.id join org.unit_kind k on k.code = d.kind and k.role = 'division') as path_sort
      from reporting.obligations(${q.date}::date, ${await workday(tx, q.date)}, ${zone}, (
          select array_agg(distinct area_id) from org.unit_version
          where unit_id = any(${shown}::bigint[]) and valid @> ${q.date}::date), ${shown}::bigint[]) o
        join org.unit u on u.id = o.unit_id
        join org.unit_version v on v.unit_id = o.unit_id and v.valid @> ${q.date}::date
        join (select unit_id, name, unit_id as sort_key from org.unit_version where valid @> ${q.date}::date
          and unit_id = any(${shown}::bigint[])) s on s.unit_id = o.school_id
        left join kernel.receipt r on r.area_id = o.area_id and r.kind = 'check' and r.period = ${q.date}::date
          and r.slot = o.slot and r.unit_id = o.unit_id
      where o.is_group and o.slot = ${q.slot} and o.lineage @> array[${q.unit}::bigint]) g
    where ${q.state ? sql`g.state = ${q.state}` : sql`true`}
    order by g.sort_key, g.path_sort nulls first, g.path, g.sort, g."unitId"`.execute(tx);
  return {
    asOf: now,
    rows: rows.map(({ ...row }) => {
      const { sort_key: _s, sort: _o, path_sort: _p, ...view } = row as GroupStatus & Record<string, unknown>;
      return view;
    }),
    ...(schools.length > SCHOOLS_A_PAGE && { next: shown.at(-1)! }),
  };
}
