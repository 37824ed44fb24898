import type { SchoolLine, SchoolLinePage } from '@lianfang/contract/reporting';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';

export interface LineQuery {
  readonly unit: string;
  readonly date: string;
  /** Absent = every slot of the day (one school). */
  readonly slot?: string | undefined;
  readonly state?: SchoolLine['state'] | undefined;
  /** 'main' or 'territorial': only reports that this line has not yet acknowledged in their latest version. */
  readonly open?: 'main' | 'territorial' | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** What the schools below a unit owe upward, and what became of it on both lines (S3-28). In order of id. */
export async function schoolLines(tx: Tx, q: LineQuery, now: string): Promise<SchoolLinePage> {
  const limit = q.limit ?? 200;
  const { rows } = await sql<SchoolLine>`
    select l.*, v.name as "schoolName", u.kind, r.figures,
      (select max(m.at) from reporting.reminder m where m.unit_id = l."schoolId"
        and m.period = ${q.date}::date and m.slot = l.slot) as "remindedAt",
      l."reportId" is not null and l."mainVersion" is not distinct from l.version
        and (not l."hasTerritory" or l."territorialVersion" is not distinct from l.version) as consistent
    from (
      select t.area_id, t.school_id as "schoolId", t.slot, max(t.school_due_at) as "dueAt",
        max(t.due_at) as "groupsDueAt", sum(t.expected)::int as expected,
        sum(t.data + t.zero + t.late)::int as received, sum(t.late)::int as late, sum(t.exempt)::int as exempt,
        c.report_id as "reportId", c.version, c.first_at as "firstAt", c.last_at as "lastAt", c.missing,
        c.main_version as "mainVersion", c.territorial_version as "territorialVersion",
        exists (select from org.unit x join org.unit_kind k on k.code = x.kind and k.role = 'territory'
          where x.id = any(t.lineage)) as "hasTerritory",
        case when not bool_or(t.owes_report) then 'exempt'
          when c.first_at > max(t.school_due_at) then 'late' when c.first_at is not null then c.outcome
          when ${now}::timestamptz > max(t.school_due_at) then 'missing' else 'pending' end as state
      from reporting.tally t left join reporting.school_current c on c.area_id = t.area_id and c.period = t.period
        and c.slot = t.slot and c.school_id = t.school_id
      where t.area_id = any((select reporting.areas_of(${q.unit}::bigint))::bigint[]) and t.period = ${q.date}::date
        and ${q.slot ? sql`t.slot = ${q.slot}` : sql`true`} and t.lineage @> array[${q.unit}::bigint]
        and not t.alone and t.school_id > ${q.after ?? 0}::bigint
      group by t.area_id, t.school_id, t.slot, t.lineage, c.report_id, c.version, c.first_at, c.last_at, c.missing,
        c.main_version, c.territorial_version, c.outcome) l
    join org.unit u on u.id = l."schoolId"
    join org.unit_version v on v.unit_id = l."schoolId" and v.valid @> ${q.date}::date
    left join reporting.school_report r on r.area_id = l.area_id and r.id = l."reportId"
    where ${q.state ? sql`l.state = ${q.state}` : sql`true`}
      and ${
        q.open === undefined
          ? sql`true`
          : q.open === 'main'
            ? sql`l.version is distinct from l."mainVersion"`
            : sql`l."hasTerritory" and l.version is distinct from l."territorialVersion"`
      }
    order by l."schoolId", l."groupsDueAt", l.slot limit ${limit + 1}`.execute(tx);
  return {
    asOf: now,
    rows: rows.slice(0, limit).map(withoutArea),
    ...(rows.length > limit && { next: rows[limit - 1]!.schoolId }),
  };
}

function withoutArea(row: SchoolLine): SchoolLine {
  const { area_id: _, ...view } = row as SchoolLine & { area_id: string };
  return view;
}
