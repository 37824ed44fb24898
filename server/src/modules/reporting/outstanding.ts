import type { RemindLevel, RemindTarget } from '@lianfang/contract/reportingRemind';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { workday } from './workday.ts';

export interface Outstanding extends Omit<RemindTarget, 'resting'> {
  readonly areaId: string;
  readonly lineage: readonly string[];
  readonly dueAt: string;
}

/** Which counts to look at: a condition on reporting.tally t. */
type Where = RawBuilder<unknown>;

/** Holders on a date of posts at exactly this unit that may deliver what it owes, substitutes included (S0B-93). */
const recipients = (
  unit: RawBuilder<unknown>,
  permission: string,
  date: string,
  lang: 'zh' | 'en',
) => sql`coalesce((
  select jsonb_agg(distinct jsonb_build_object('accountId', h.account_id, 'name', a.name,
    'post', ${lang === 'zh' ? sql`k.name_zh` : sql`k.name_en`}, 'backup', h.backup))
  from org.holding h join org.post_kind k on k.code = h.post_kind and ${permission} = any(k.permissions)
    join published.account a on a.id = h.account_id
  where h.unit_id = ${unit} and h.valid @> ${date}::date), '[]')`;

const remindedAt = (unit: RawBuilder<unknown>, date: string, slot: string) => sql`
  (select max(m.at) from reporting.reminder m where m.unit_id = ${unit} and m.period = ${date}::date
    and m.slot = ${slot} and not m.automatic)`;

interface Question {
  readonly level: RemindLevel;
  readonly date: string;
  readonly slot: string;
  readonly units?: readonly string[] | undefined;
  readonly lang: 'zh' | 'en';
  readonly zone: string;
}

/**
 * What of a date and slot has not come, with who would be reminded. Schools come from the counts (so that only those
 * with something missing are looked into), groups from the obligations of these schools. `today` decides who holds
 * the posts: yesterday's check is asked of today's holder.
 */
export async function outstanding(
  tx: Tx,
  q: Question,
  today: string,
  where: Where,
): Promise<readonly Outstanding[]> {
  const picked = q.units ? sql`= any(${q.units}::bigint[])` : sql`is not null`;
  const { rows } =
    q.level === 'school'
      ? await sql<Outstanding>`
        select t.school_id as "unitId", v.name, t.school_id as "schoolId", v.name as "schoolName",
          t.area_id as "areaId", t.lineage::text[] as lineage, max(t.school_due_at) as "dueAt",
          ${recipients(sql`t.school_id`, 'report.submit', today, q.lang)} as recipients,
          ${remindedAt(sql`t.school_id`, q.date, q.slot)} as "remindedAt"
        from reporting.tally t join org.unit_version v on v.unit_id = t.school_id and v.valid @> ${q.date}::date
        where t.period = ${q.date}::date and t.slot = ${q.slot} and t.owes_report and ${where}
          and t.school_id ${picked} and not exists (
            select from reporting.school_current c where c.area_id = t.area_id and c.period = t.period
              and c.slot = t.slot and c.school_id = t.school_id)
        group by t.school_id, v.name, t.area_id, t.lineage order by max(t.school_due_at), v.name`.execute(tx)
      : await sql<Outstanding>`
        with school as materialized (
          select distinct t.area_id, t.school_id, t.subject_kind from reporting.tally t
          where t.period = ${q.date}::date and t.slot = ${q.slot} and t.expected > t.data + t.zero + t.late and ${where})
        select o.unit_id as "unitId", v.name, o.school_id as "schoolId", s.name as "schoolName",
          o.area_id as "areaId", o.lineage::text[] as lineage, o.due_at as "dueAt",
          ${recipients(sql`o.unit_id`, 'check.submit', today, q.lang)} as recipients,
          ${remindedAt(sql`o.unit_id`, q.date, q.slot)} as "remindedAt"
        from reporting.obligations(${q.date}::date, ${await workday(tx, q.date)}, ${q.zone},
            (select array_agg(distinct area_id) from school), (select array_agg(distinct school_id) from school)) o
          join org.unit_version v on v.unit_id = o.unit_id and v.valid @> ${q.date}::date
          join org.unit_version s on s.unit_id = o.school_id and s.valid @> ${q.date}::date
          join org.unit u on u.id = o.unit_id
        where o.is_group and (o.school_id, o.subject_kind) in (select school_id, subject_kind from school)
          and o.slot = ${q.slot} and o.exempt_kind is null and o.unit_id ${picked} and not exists (
          select from kernel.receipt r where r.area_id = o.area_id and r.kind = 'check' and r.period = ${q.date}::date
            and r.slot = ${q.slot} and r.unit_id = o.unit_id)
        order by o.due_at, s.name, o.school_id, u.sort, v.name`.execute(tx);
  return rows;
}
