import type { CheckException } from '@lianfang/contract/health';
import { sql } from 'kysely';
import { type Clock, instantOf } from '../kernel/clock.ts';
import type { Tx } from '../kernel/db.ts';
import { digestOf } from '../modules/health/index.ts';
import type { UnitRow } from '../modules/org/index.ts';
import { type Group, type PlannedCheck, planCheck, type Slot } from './checks.ts';
import { idArray, insertRows } from './insert.ts';
import type { Random } from './random.ts';

interface Figures {
  readonly enrolled: number;
  readonly counts: Readonly<Record<CheckException['kind'], number>>;
  readonly symptoms: Readonly<Record<string, number>>;
}

function figuresOf(group: Group, exceptions: readonly CheckException[]): Figures {
  const counts = { absent_ill: 0, absent_other: 0, late: 0, present_ill: 0 };
  const symptoms: Record<string, number> = {};
  for (const e of exceptions) {
    counts[e.kind]++;
    for (const s of e.symptoms ?? []) symptoms[s] = (symptoms[s] ?? 0) + 1;
  }
  return { enrolled: group.members.length, counts, symptoms };
}

const REPORT = {
  id: 'uuid',
  area_id: 'bigint',
  unit_id: 'bigint',
  school_id: 'bigint',
  lineage: 'bigint[]',
  period: 'date',
  slot: 'text',
  outcome: 'text',
  enrolled: 'integer',
  absent_ill: 'integer',
  absent_other: 'integer',
  late: 'integer',
  present_ill: 'integer',
  digest: 'bytea',
  made_at: 'timestamptz',
  received_at: 'timestamptz',
  account_id: 'text',
};
const EXCEPTION = {
  area_id: 'bigint',
  check_id: 'uuid',
  no: 'smallint',
  person_id: 'bigint',
  school_id: 'bigint',
  lineage: 'bigint[]',
  period: 'date',
  kind: 'text',
  symptoms: 'text[]',
  temperature: 'numeric',
  saw_doctor: 'boolean',
  diagnosis: 'text',
  onset_on: 'date',
  note: 'text',
};
const MEASUREMENT = {
  area_id: 'bigint',
  check_id: 'uuid',
  person_id: 'bigint',
  celsius: 'numeric',
  lineage: 'bigint[]',
  period: 'date',
};

type Row = (string | number | boolean | undefined)[];

/** The rows one check leaves in the three tables it is written to. */
class Rows {
  readonly reports: Row[] = [];
  readonly exceptions: Row[] = [];
  readonly measurements: Row[] = [];

  add(check: PlannedCheck, group: Group, unit: UnitRow, schoolId: string): void {
    const { input } = check;
    const { enrolled, counts } = figuresOf(group, input.exceptions);
    const lineage = idArray(unit.lineage);
    const outcome = input.exceptions.length + (input.measured?.length ?? 0) > 0 ? 'data' : 'zero';
    this.reports.push([
      input.id,
      unit.area_id,
      unit.id,
      schoolId,
      lineage,
      input.period,
      input.slot,
      outcome,
      enrolled,
      counts.absent_ill,
      counts.absent_other,
      counts.late,
      counts.present_ill,
      `\\x${digestOf(input)}`,
      input.madeAt,
      new Date(check.receivedAt).toISOString(),
      check.accountId,
    ]);
    input.exceptions.forEach((e, i) => {
      this.exceptions.push([
        unit.area_id,
        input.id,
        i,
        e.personId,
        schoolId,
        lineage,
        input.period,
        e.kind,
        idArray(e.symptoms ?? []),
        e.temperature,
        e.sawDoctor,
        e.diagnosis,
        e.onsetOn,
        e.note,
      ]);
    });
    for (const m of input.measured ?? []) {
      this.measurements.push([unit.area_id, input.id, m.personId, m.celsius, lineage, input.period]);
    }
  }
}

/** Lets the server answer others between two pieces of work. */
export const breathe = (): Promise<void> => new Promise((done) => setImmediate(done));

export interface HistoryInput {
  readonly clock: Clock;
  readonly random: Random;
  readonly groups: readonly Group[];
  readonly unitsById: ReadonlyMap<string, UnitRow>;
  readonly days: readonly string[];
  /** Accounts offered on the login page: what their groups owe today is left to whoever tries them. */
  readonly guests: ReadonlySet<string>;
  /** Slots by kind of group. */
  readonly slots: Readonly<Record<Group['kind'], readonly Slot[]>>;
  readonly onProgress: (fraction: number) => void;
}

/** Writes every check that came in until now. */
export async function writeChecks(tx: Tx, input: HistoryInput): Promise<void> {
  const now = input.clock.now().epochMilliseconds;
  for (const [day, date] of input.days.entries()) {
    const rows = new Rows();
    for (const [n, group] of input.groups.entries()) {
      if (n % 200 === 0) await breathe();
      if (day === input.days.length - 1 && input.guests.has(group.reporter)) continue;
      const unit = input.unitsById.get(group.unitId)!;
      const schoolId = unit.school_id ?? unit.id;
      for (const slot of input.slots[group.kind]) {
        const due = instantOf(input.clock, date, slot.dueAt).epochMilliseconds;
        const random = input.random.of(`${unit.code}/${date}/${slot.code}`);
        const check = planCheck(random, group, day, input.days, slot, due, now);
        if (check) rows.add(check, group, unit, schoolId);
      }
    }
    await insertRows(tx, 'health.check_report', REPORT, rows.reports);
    await insertRows(tx, 'health.check_exception', EXCEPTION, rows.exceptions);
    await insertRows(tx, 'health.measurement', MEASUREMENT, rows.measurements);
    input.onProgress((day + 1) / input.days.length);
  }
}

/** Everything that follows from the checks: current ones, roll-ups. By the same sums, over all at once. */
export async function writeFigures(tx: Tx): Promise<void> {
  await sql`
    insert into health.check_current (area_id, unit_id, period, slot, check_id, school_id, lineage, outcome, enrolled,
      absent_ill, absent_other, late, present_ill, digest, first_at, last_at, symptoms)
    select r.area_id, r.unit_id, r.period, r.slot, r.id, r.school_id, r.lineage, r.outcome, r.enrolled, r.absent_ill,
      r.absent_other, r.late, r.present_ill, r.digest, r.received_at, r.received_at, coalesce(s.symptoms, '{}')
    from health.check_report r left join (
      select area_id, check_id, jsonb_object_agg(symptom, n) as symptoms from (
        select e.area_id, e.check_id, symptom, count(*) as n from health.check_exception e, unnest(e.symptoms) symptom
        group by 1, 2, 3) each group by 1, 2) s on s.area_id = r.area_id and s.check_id = r.id`.execute(tx);
  await sql`
    insert into health.school_day (area_id, school_id, period, slot, lineage, reported, enrolled, absent_ill,
      absent_other, late, present_ill, updated_at)
    select c.area_id, c.school_id, c.period, c.slot, u.lineage, count(*), sum(c.enrolled), sum(c.absent_ill),
      sum(c.absent_other), sum(c.late), sum(c.present_ill), max(c.last_at)
    from health.check_current c join org.unit u on u.id = c.school_id
    group by c.area_id, c.school_id, c.period, c.slot, u.lineage`.execute(tx);
  await sql`
    insert into health.symptom_day (area_id, school_id, period, slot, symptom, lineage, count)
    select c.area_id, c.school_id, c.period, c.slot, s.key, u.lineage, sum(s.value::int)
    from health.check_current c join org.unit u on u.id = c.school_id, jsonb_each_text(c.symptoms) s
    group by 1, 2, 3, 4, 5, 6`.execute(tx);
}
