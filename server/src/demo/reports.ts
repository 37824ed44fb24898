import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { type Clock, dateOf } from '../kernel/clock.ts';
import type { Tx } from '../kernel/db.ts';
import { uuidV7 } from './checks.ts';
import { insertRows } from './insert.ts';
import type { Random } from './random.ts';

interface Due {
  readonly area: string;
  readonly school: string;
  readonly code: string;
  readonly period: string;
  readonly slot: string;
  readonly due: string;
  readonly officer: string;
}

const MINUTE = 60_000;
/** Of schools that confirm in time; the forgetful ones do so less often. */
const IN_TIME = 0.93;
const LATE = 0.05;

/** When a school confirmed, or undefined: it did not. */
function confirmedAt(random: Random, due: Due): number | undefined {
  const at = Temporal.Instant.from(due.due).epochMilliseconds;
  const draw = random.next();
  if (draw < IN_TIME) return at - random.int(2, 25) * MINUTE;
  return draw < IN_TIME + LATE ? at + random.int(3, 70) * MINUTE : undefined;
}

const OWED = sql<Due>`
  select t.area_id as area, t.school_id as school, u.code, t.period, t.slot, min(t.school_due_at) as due,
    (select h.account_id from org.holding h where h.unit_id = t.school_id and h.post_kind = 'health-officer'
      and not h.backup limit 1) as officer
  from reporting.tally t join org.unit u on u.id = t.school_id
  where u.kind in ('school', 'kindergarten', 'enterprise') group by 1, 2, 3, 4, 5 having bool_or(t.owes_report)
  order by t.period, t.slot, u.code`;

/**
 * What the schools confirmed and sent upward on each day, with the figures as they stood at that moment, and what the
 * counties and streets acknowledged of it on the two lines (S3-28).
 */
export async function writeReports(
  tx: Tx,
  clock: Clock,
  random: Random,
  days: readonly string[],
  onProgress: (fraction: number) => void,
): Promise<void> {
  for (const [i, day] of days.entries()) {
    onProgress(i / days.length);
    await sql`select reporting.prepare(${day}::date, true, ${clock.zone},
      (select array_agg(distinct area_id) from org.unit_version))`.execute(tx);
  }
  const { rows: owed } = await OWED.execute(tx);
  const now = clock.now().epochMilliseconds;
  const rows = owed.flatMap((due) => {
    const stream = random.of(`report/${due.code}/${due.period}/${due.slot}`);
    const at = confirmedAt(stream, due);
    if (at === undefined || at > now) return [];
    const { area, school, period, slot, officer } = due;
    return [[uuidV7(at, stream), area, school, period, slot, officer, new Date(at).toISOString()]];
  });
  await sql`create temporary table demo_report (id uuid, area_id bigint, school_id bigint, period date, slot text,
    account_id text, at timestamptz, of_slot text) on commit drop`.execute(tx);
  const columns = {
    id: 'uuid',
    area_id: 'bigint',
    school_id: 'bigint',
    period: 'date',
    slot: 'text',
    account_id: 'text',
    at: 'timestamptz',
  };
  await insertRows(tx, 'demo_report', columns, rows);
  await confirm(tx);
  await acknowledge(tx, dateOf(clock).toString());
}

async function confirm(tx: Tx): Promise<void> {
  // The daily report of a school has no groups of its own: it carries the latest slot that came in by then.
  await sql`
    update demo_report r set of_slot = coalesce((
      select t.slot from reporting.tally t where r.slot = 'daily' and t.school_id = r.school_id and t.period = r.period
        and t.slot <> 'daily' and t.due_at <= r.at and t.expected > 0 order by t.due_at desc limit 1), r.slot)`.execute(
    tx,
  );
  await sql`
    insert into reporting.school_report (id, area_id, school_id, lineage, period, slot, version, figures, expected,
      missing, outcome, submitted_at, account_id)
    select r.id, r.area_id, r.school_id, u.lineage, r.period, r.slot, 1,
      jsonb_build_object('enrolled', f.enrolled, 'absentIll', f.absent_ill, 'absentOther', f.absent_other, 'late', f.late,
        'presentIll', f.present_ill, 'symptoms', f.symptoms),
      e.expected, greatest(0, e.expected - f.reported),
      case when f.absent_ill + f.present_ill = 0 then 'zero' else 'data' end, r.at, r.account_id
    from demo_report r join org.unit u on u.id = r.school_id
    cross join lateral (
      select coalesce(sum(t.expected), 0)::int as expected from reporting.tally t where t.school_id = r.school_id
        and t.period = r.period and (t.slot = r.of_slot or (r.slot = 'daily' and t.due_at <= r.at))) e
    cross join lateral (
      select count(*) filter (where c.slot = r.of_slot or r.slot = 'daily')::int as reported,
        coalesce(sum(c.enrolled) filter (where c.slot = r.of_slot), 0)::int as enrolled,
        coalesce(sum(c.absent_ill) filter (where c.slot = r.of_slot), 0)::int as absent_ill,
        coalesce(sum(c.absent_other) filter (where c.slot = r.of_slot), 0)::int as absent_other,
        coalesce(sum(c.late) filter (where c.slot = r.of_slot), 0)::int as late,
        coalesce(sum(c.present_ill) filter (where c.slot = r.of_slot), 0)::int as present_ill,
        coalesce((select jsonb_object_agg(symptom, n) from (
          select s.key as symptom, sum(s.value::int) as n from health.check_current k, jsonb_each_text(k.symptoms) s
          where k.school_id = r.school_id and k.period = r.period and k.slot = r.of_slot and k.last_at <= r.at
          group by 1) sums), '{}') as symptoms
      from health.check_current c
      where c.school_id = r.school_id and c.period = r.period and c.last_at <= r.at) f`.execute(tx);
  await sql`
    insert into reporting.school_current (area_id, school_id, lineage, period, slot, report_id, version, outcome, missing,
      first_at, last_at)
    select area_id, school_id, lineage, period, slot, id, 1, outcome, missing, submitted_at, submitted_at
    from reporting.school_report`.execute(tx);
  await sql`
    insert into kernel.receipt (area_id, kind, unit_id, school_id, period, slot, outcome, first_at, last_at, lineage)
    select area_id, 'report', school_id, school_id, period, slot, outcome, submitted_at, submitted_at, lineage
    from reporting.school_report`.execute(tx);
}

/** The officers of the counties and of the streets have acknowledged everything of the days before today. */
async function acknowledge(tx: Tx, today: string): Promise<void> {
  await sql`
    insert into reporting.acknowledgement (area_id, report_id, line, unit_id, lineage, account_id, at)
    select r.area_id, r.id, h.line, h.unit_id, r.lineage, h.account_id, r.submitted_at + h.after
    from reporting.school_report r join (
      select unit_id, account_id, 'main' as line, interval '25 minutes' as after from org.holding
        where post_kind = 'county-officer'
      union all
      select unit_id, account_id, 'territorial', interval '50 minutes' from org.holding
        where post_kind = 'street-officer') h on h.unit_id = any (r.lineage)
    where r.period < ${today}::date`.execute(tx);
  await sql`
    update reporting.school_current c set main_version = a.main, territorial_version = a.territorial
    from (select area_id, report_id, max(1) filter (where line = 'main') as main,
        max(1) filter (where line = 'territorial') as territorial from reporting.acknowledgement group by 1, 2) a
    where a.area_id = c.area_id and a.report_id = c.report_id`.execute(tx);
}
