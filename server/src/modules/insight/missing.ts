import type { MissingPage, MissingRow } from '@lianfang/contract/insight';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';

export interface MissingQuery {
  readonly unit: string;
  readonly date: string;
  readonly slot: string;
  /** group: institutions with groups missing. school: institutions that have not sent their own report. */
  readonly level: 'group' | 'school';
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Institutions with something missing, longest overdue first, then most missing: whom to call. Paged by key
 * (deadline, missing, id), so that the last page costs what the first does.
 */
export async function missingList(
  tx: Tx,
  q: MissingQuery,
  now: string,
  lang: 'zh' | 'en',
): Promise<MissingPage> {
  const [due, count, id] = q.after?.split('_') ?? [];
  const mine =
    q.level === 'group'
      ? sql`missing > 0`
      : sql`not submitted and owes and "schoolDueAt" < ${now}::timestamptz`;
  const deadline = q.level === 'group' ? sql`"dueAt"` : sql`"schoolDueAt"`;
  const after = id
    ? sql`(${deadline}, -missing, "schoolId") > (${due}::timestamptz, ${-Number(count)}::int, ${id}::bigint)`
    : sql`true`;
  const { rows } = await sql<MissingRow & { total: number }>`
    with school as (
      select t.school_id as "schoolId", t.area_id, bool_or(t.owes_report) as owes, bool_and(t.alone) as alone, sum(t.expected)::int as expected,
        coalesce(sum(t.outstanding) filter (where t.due_at < ${now}::timestamptz), 0)::int as missing,
        coalesce(sum(t.outstanding) filter (where t.due_at >= ${now}::timestamptz), 0)::int as pending,
        coalesce(min(t.due_at) filter (where t.outstanding > 0), max(t.due_at)) as "dueAt",
        max(t.school_due_at) as "schoolDueAt", r.school_id is not null as submitted
      from published.tally t left join published.school_report r on r.area_id = t.area_id and r.period = t.period
        and r.slot = t.slot and r.school_id = t.school_id
      where t.area_id = any((select reporting.areas_of(${q.unit}::bigint))::bigint[]) and t.period = ${q.date}::date
        and t.slot = ${q.slot} and t.lineage @> array[${q.unit}::bigint]
      group by t.school_id, t.area_id, r.school_id
    ), listed as (
      select *, count(*) over ()::int as total from school where ${mine}
    ), page as (
      select * from listed where ${after} order by ${deadline}, missing desc, "schoolId" limit ${q.limit + 1}
    )
    select p."schoolId", v.name as "schoolName", u.kind, p.missing, p.pending, p.expected, p."dueAt",
      p."schoolDueAt", p.submitted, p.total, u.attributes ->> 'phone' as phone, coalesce((
        select string_agg(a.name, ' ' order by x.pos desc) from unnest(v.lineage) with ordinality x(id, pos)
        join org.unit a on a.id = x.id
        where x.pos > 1 and x.pos < array_position(v.lineage, ${q.unit}::bigint)), '') as path, coalesce((
        select jsonb_agg(distinct jsonb_build_object('name', a.name, 'backup', h.backup,
          'post', ${lang === 'zh' ? sql`k.name_zh` : sql`k.name_en`}))
        from org.holding h join org.post_kind k on k.code = h.post_kind and (case when p.alone then 'check.submit' else 'report.submit' end) = any(k.permissions)
          join published.account a on a.id = h.account_id
        where h.unit_id = p."schoolId" and h.valid @> (${now}::timestamptz)::date), '[]') as contacts,
      (select max(m.at) from published.reminder m where m.school_id = p."schoolId" and m.period = ${q.date}::date
        and m.slot = ${q.slot}) as "remindedAt"
    from page p join org.unit u on u.id = p."schoolId"
      join org.unit_version v on v.unit_id = p."schoolId" and v.valid @> ${q.date}::date
    order by ${deadline}, missing desc, "schoolId"`.execute(tx);
  const shown = rows.slice(0, q.limit).map(({ total: _, ...row }) => row);
  const last = shown.at(-1);
  return {
    asOf: now,
    total: rows[0]?.total ?? 0,
    rows: shown,
    ...(rows.length > q.limit &&
      last && {
        next: `${q.level === 'group' ? last.dueAt : last.schoolDueAt}_${last.missing}_${last.schoolId}`,
      }),
  };
}
