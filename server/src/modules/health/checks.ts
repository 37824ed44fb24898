import type { CheckView } from '@lianfang/contract/healthDuty';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';

interface Row {
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly period: string;
  readonly slot: string;
  readonly outcome: 'data' | 'zero';
  readonly counts: CheckView['counts'];
  readonly receivedAt: string;
  readonly madeAt: string;
  readonly by: string;
  readonly corrects: string | null;
  readonly reason: string | null;
  readonly sameAs: string | null;
  readonly current: boolean;
  readonly firstAt: string | null;
  readonly exceptions: CheckView['exceptions'];
}

/** Which checks: the current ones of a unit (or all groups of a school) on a date, or all of one check's history. */
export type CheckFilter =
  | { readonly unit: string; readonly period: string; readonly slot?: string | undefined }
  | { readonly units: readonly string[]; readonly period: string }
  | { readonly historyOf: string };

const where = (filter: CheckFilter) => {
  if ('historyOf' in filter) {
    return sql`(r.unit_id, r.period, r.slot) in (
      select h.unit_id, h.period, h.slot from health.check_report h where h.id = ${filter.historyOf}::uuid)`;
  }
  const unit =
    'units' in filter
      ? sql`r.unit_id = any(${filter.units}::bigint[])`
      : sql`(r.unit_id = ${filter.unit}::bigint or r.school_id = ${filter.unit}::bigint)`;
  const slot = 'slot' in filter && filter.slot !== undefined ? sql`r.slot = ${filter.slot}` : sql`true`;
  return sql`${unit} and r.period = ${filter.period}::date and ${slot} and c.check_id is not null`;
};

/** Checks with their exceptions and names, oldest first, within the row scope of the transaction. */
export async function readChecks(tx: Tx, filter: CheckFilter): Promise<CheckView[]> {
  const { rows } = await sql<Row>`
    select r.id, r.unit_id as unit, v.name as "unitName", r.period, r.slot, r.outcome,
      jsonb_build_object('enrolled', r.enrolled, 'absentIll', r.absent_ill, 'absentOther', r.absent_other,
        'late', r.late, 'presentIll', r.present_ill) as counts,
      r.received_at as "receivedAt", r.made_at as "madeAt", coalesce(a.name, r.account_id) as by, r.corrects, r.reason,
      r.same_as as "sameAs", c.check_id is not null as current,
      c.first_at as "firstAt",
      (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('personId', e.person_id::text, 'name', p.name,
          'kind', e.kind, 'symptoms', e.symptoms, 'temperature', e.temperature, 'sawDoctor', e.saw_doctor,
          'diagnosis', e.diagnosis, 'onsetOn', e.onset_on, 'note', e.note)) order by e.no), '[]')
        from health.check_exception e left join people.person p on p.id = e.person_id
        where e.area_id = r.area_id and e.check_id = r.id) as exceptions
    from health.check_report r
    join org.unit_version v on v.unit_id = r.unit_id and v.valid @> r.period
    left join published.account a on a.id = r.account_id
    left join health.check_current c on c.area_id = r.area_id and c.period = r.period and c.slot = r.slot
      and c.unit_id = r.unit_id and c.check_id = r.id
    where ${where(filter)} order by r.unit_id, r.slot, r.received_at, r.corrects nulls first, r.id`.execute(
    tx,
  );
  return rows.map(({ corrects, reason, sameAs, firstAt, ...row }) => ({
    ...row,
    ...(firstAt && { firstAt }),
    ...(corrects && { corrects }),
    ...(reason && { reason }),
    ...(sameAs && { sameAs }),
  }));
}
