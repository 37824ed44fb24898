import type { ReportFigures, SchoolReport, SubmitReport } from '@lianfang/contract/reporting';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Actor, Holding, UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import { type Clock, dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';

const REPORT = sql`id, school_id as "schoolId", period, slot, version, outcome, figures, expected, missing,
  submitted_at as "submittedAt", note`;

interface Due {
  readonly opens_at: string;
  readonly owes: boolean;
  readonly expected: number;
  readonly received: number;
  readonly area_id: string;
  readonly lineage: string[];
  /** The slot whose figures go up: its own, or of an institution's daily report the latest that came in. */
  readonly figures_of: string | null;
}

/** What is due of a school for a slot, with how much of the groups came: of a report without groups, of the whole day. */
async function dueOf(tx: Tx, school: string, period: string, slot: string): Promise<Due | undefined> {
  const { rows } = await sql<Due>`
    select min(t.opens_at) filter (where t.slot = ${slot}) as opens_at,
      bool_or(t.owes_report) filter (where t.slot = ${slot}) as owes,
      coalesce(sum(t.expected) filter (where t.slot = ${slot} or own.none), 0)::int as expected,
      coalesce(sum(t.data + t.zero + t.late) filter (where t.slot = ${slot} or own.none), 0)::int as received,
      t.area_id, t.lineage::text[] as lineage,
      case when own.none then (select x.slot from reporting.tally x where x.school_id = t.school_id
          and x.period = t.period and x.data + x.zero + x.late > 0 order by x.due_at desc limit 1)
        else ${slot} end as figures_of
    from reporting.tally t cross join (
      select coalesce(sum(expected + exempt), 0) = 0 or bool_and(expected = 0) as none from reporting.tally
      where school_id = ${school}::bigint and period = ${period}::date and slot = ${slot}) own
    where t.school_id = ${school}::bigint and t.period = ${period}::date
    group by t.area_id, t.lineage, t.school_id, t.period, own.none`.execute(tx);
  return rows.find((r) => r.opens_at !== null);
}

async function figuresOf(tx: Tx, due: Due, school: string, period: string): Promise<ReportFigures> {
  const { rows } = await sql<ReportFigures>`
    select coalesce(sum(enrolled), 0)::int as enrolled, coalesce(sum(absent_ill), 0)::int as "absentIll",
      coalesce(sum(absent_other), 0)::int as "absentOther", coalesce(sum(late), 0)::int as late,
      coalesce(sum(present_ill), 0)::int as "presentIll", coalesce((
        select jsonb_object_agg(symptom, count) from published.symptom_day s where s.area_id = ${due.area_id}::bigint
          and s.period = ${period}::date and s.slot = ${due.figures_of} and s.school_id = ${school}::bigint
          and s.count > 0), '{}') as symptoms
    from published.school_day d where d.area_id = ${due.area_id}::bigint and d.period = ${period}::date
      and d.slot = ${due.figures_of} and d.school_id = ${school}::bigint`.execute(tx);
  return rows[0]!;
}

/**
 * The school confirms the figures of a slot as they stand and sends them upward, to both lines at once. Sent again
 * (after late classes), it is the next version: earlier ones stay. The same id twice changes nothing.
 */
export async function submitReport(
  tx: Tx,
  clock: Clock,
  by: { actor: Actor; holding: Holding; school: UnitFacts },
  input: SubmitReport,
): Promise<SchoolReport> {
  const { school } = by;
  const known = await sql<SchoolReport>`select ${REPORT} from reporting.school_report
    where id = ${input.id}`.execute(tx);
  const same = known.rows[0];
  if (same) {
    if (same.schoolId === school.id && same.period === input.period && same.slot === input.slot) return same;
    throw new Problem('reporting.id-taken');
  }
  if (school.schoolId !== school.id) throw new Problem('reporting.not-a-school');
  if (input.period > dateOf(clock).toString()) throw new Problem('reporting.future');
  const due = await dueOf(tx, school.id, input.period, input.slot);
  if (!due?.owes) throw new Problem('reporting.not-due', { date: input.period });
  const now = clock.now();
  const opens = Temporal.Instant.from(due.opens_at);
  if (Temporal.Instant.compare(now, opens) < 0) {
    const time = opens.toZonedDateTimeISO(clock.zone).toPlainTime().toString({ smallestUnit: 'minute' });
    throw new Problem('reporting.too-early', { time });
  }
  const figures = await figuresOf(tx, due, school.id, input.period);
  const outcome = figures.absentIll + figures.presentIll === 0 ? 'zero' : 'data';
  const missing = due.expected - due.received;
  const at = now.toString();
  const key = sql`${due.area_id}::bigint`;
  // One submission of a school at a time, so that versions count on without gaps.
  await sql`select pg_advisory_xact_lock(hashint8extended(${school.id}::bigint, 5030))`.execute(tx);
  const { rows } = await sql<SchoolReport>`
    insert into reporting.school_report (id, area_id, school_id, lineage, period, slot, version, figures, expected,
      missing, outcome, submitted_at, account_id, note)
    select ${input.id}, ${key}, ${school.id}::bigint, ${due.lineage}::bigint[], ${input.period}::date, ${input.slot},
      coalesce((select version from reporting.school_current where area_id = ${key} and period = ${input.period}::date
        and slot = ${input.slot} and school_id = ${school.id}::bigint), 0) + 1,
      ${JSON.stringify(figures)}::jsonb, ${due.expected}::int, ${missing}::int, ${outcome}, ${at}::timestamptz,
      ${by.actor.accountId}, ${input.note ?? null}
    returning ${REPORT}`.execute(tx);
  const report = rows[0]!;
  await sql`
    insert into reporting.school_current (area_id, school_id, lineage, period, slot, report_id, version, outcome,
      missing, first_at, last_at)
    values (${key}, ${school.id}::bigint, ${due.lineage}::bigint[], ${input.period}::date, ${input.slot}, ${input.id},
      ${report.version}::int, ${outcome}, ${missing}::int, ${at}::timestamptz, ${at}::timestamptz)
    on conflict on constraint school_current_pk do update set report_id = excluded.report_id,
      version = excluded.version, outcome = excluded.outcome, missing = excluded.missing, last_at = excluded.last_at`.execute(
    tx,
  );
  await sql`
    insert into kernel.receipt (area_id, kind, unit_id, school_id, period, slot, outcome, first_at, last_at, lineage)
    values (${key}, 'report', ${school.id}::bigint, ${school.id}::bigint, ${input.period}::date, ${input.slot},
      ${outcome}, ${at}::timestamptz, ${at}::timestamptz, ${due.lineage}::bigint[])
    on conflict on constraint receipt_pk do update set outcome = excluded.outcome, last_at = excluded.last_at`.execute(
    tx,
  );
  await audit(tx, due.area_id, [
    {
      ...byActor(by.actor, by.holding),
      verb: 'report.submit',
      object: `school-report:${input.id}`,
      unitId: school.id,
      detail: { period: input.period, slot: input.slot, version: report.version, missing, figures },
    },
  ]);
  await announce(tx, {
    kind: 'school-report',
    areaId: due.area_id,
    units: due.lineage,
    period: input.period,
    slot: input.slot,
  });
  return report;
}

/** Every version a school sent for a date, newest first. */
export async function reportVersions(tx: Tx, school: string, date: string): Promise<readonly SchoolReport[]> {
  const { rows } = await sql<SchoolReport>`
    select ${REPORT} from reporting.school_report where school_id = ${school}::bigint and period = ${date}::date
    and area_id = any((select reporting.areas_of(${school}::bigint))::bigint[]) order by slot, version desc`.execute(
    tx,
  );
  return rows;
}
