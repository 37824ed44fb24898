import type { Absence, FollowUp, FollowUpInput } from '@lianfang/contract/healthAbsence';
import type { Symptom } from '@lianfang/contract/healthSymptoms';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { parameterAt } from '../../kernel/parameter.ts';
import { Problem } from '../../kernel/problem.ts';
import { type Episode, episodes, type IllSlot } from './episodes.ts';
import { absenceGapDays } from './parameters.ts';

/** Read this far before the range asked, so that an absence that began earlier shows its first day. */
const LEAD_IN = 30;

interface IllRow extends IllSlot {
  readonly name: string;
  readonly sex: string | null;
  readonly unitName: string;
  readonly symptoms: readonly Symptom[];
  readonly temperature: number | null;
  readonly sawDoctor: boolean | null;
  readonly diagnosis: string | null;
  readonly onsetOn: string | null;
}
type FollowUpRow = FollowUp & { readonly personId: string; readonly firstOn: string };

/** How far apart two dates of one absence may be, as the unit has it on the date. */
async function gapOf(tx: Tx, unit: string, date: string): Promise<number> {
  const { rows } = await sql<{ lineage: string[] }>`
    select lineage from org.unit_version where unit_id = ${unit}::bigint and valid @> ${date}::date`.execute(
    tx,
  );
  return parameterAt(tx, absenceGapDays, rows[0]?.lineage ?? [], date);
}

async function readIll(tx: Tx, unit: string, from: string, to: string): Promise<readonly IllRow[]> {
  const { rows } = await sql<IllRow>`
    select e.person_id::text as "personId", c.unit_id::text as unit, c.period, c.slot, p.name, p.sex,
      v.name as "unitName", e.symptoms, e.temperature, e.saw_doctor as "sawDoctor", e.diagnosis,
      e.onset_on as "onsetOn"
    from health.check_current c
    join health.check_exception e on e.area_id = c.area_id and e.check_id = c.check_id and e.kind = 'absent_ill'
    join people.person p on p.id = e.person_id
    join org.unit_version v on v.unit_id = c.unit_id and v.valid @> c.period
    where (c.school_id = ${unit}::bigint or c.unit_id = ${unit}::bigint)
      and c.period between ${from}::date - ${LEAD_IN}::int and ${to}::date`.execute(tx);
  return rows;
}

async function readChecked(
  tx: Tx,
  units: readonly string[],
  from: string,
): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await sql<{ unit: string; dates: string[] }>`
    select unit_id::text as unit, array_agg(distinct period::text order by period::text) as dates
    from health.check_current where unit_id = any(${units}::bigint[]) and period >= ${from}::date - ${LEAD_IN}::int
    group by 1`.execute(tx);
  return new Map(rows.map((r) => [r.unit, r.dates]));
}

async function readFollowUps(tx: Tx, people: readonly string[]): Promise<readonly FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select id, at, account_name as by, state, note, person_id::text as "personId", onset as "firstOn"
    from health.follow_up where person_id = any(${people}::bigint[]) order by at, id`.execute(tx);
  return rows;
}

function present(
  { personId, firstOn, lastOn, slots }: Episode<IllRow>,
  returnedOn: string | undefined,
  followUps: readonly FollowUpRow[],
): Absence {
  const last = slots.at(-1)!;
  const temperatures = slots.flatMap((s) => (s.temperature === null ? [] : [s.temperature]));
  const latest = <K extends keyof IllRow>(key: K) =>
    slots.findLast((s) => s[key] !== null)?.[key] ?? undefined;
  const onsetOn = latest('onsetOn');
  const sawDoctor = latest('sawDoctor');
  const diagnosis = latest('diagnosis');
  return {
    personId,
    name: last.name,
    ...(last.sex && { sex: last.sex }),
    unit: last.unit,
    unitName: last.unitName,
    firstOn,
    lastOn,
    halfDays: slots.length,
    symptoms: [...new Set(slots.flatMap((s) => s.symptoms))],
    ...(onsetOn && { onsetOn }),
    ...(temperatures.length > 0 && { temperature: Math.max(...temperatures) }),
    ...(sawDoctor != null && { sawDoctor }),
    ...(diagnosis && { diagnosis }),
    ...(returnedOn && { returnedOn }),
    followUps: followUps
      .filter((f) => f.personId === personId && f.firstOn === firstOn)
      .map(({ id, at, by, state, note }) => ({ id, at, by, state, note })),
  };
}

/** Absences for illness of a school or group that touch the dates, latest first (S0B-25, S2.2-47). */
export async function readAbsences(tx: Tx, unit: string, from: string, to: string): Promise<Absence[]> {
  const ill = await readIll(tx, unit, from, to);
  const checked = await readChecked(tx, [...new Set(ill.map((r) => r.unit))], from);
  const dates = (u: string): readonly string[] => checked.get(u) ?? [];
  const gap = await gapOf(tx, unit, to);
  const touching = episodes(ill, dates, gap).filter((e) => e.lastOn >= from && e.firstOn <= to);
  const followUps = await readFollowUps(
    tx,
    touching.map((e) => e.personId),
  );
  return touching
    .map((e) =>
      present(
        e,
        dates(e.slots.at(-1)!.unit).find((d) => d > e.lastOn),
        followUps,
      ),
    )
    .sort((a, b) =>
      a.lastOn < b.lastOn ? 1 : a.lastOn > b.lastOn ? -1 : a.name.localeCompare(b.name, 'zh'),
    );
}

/**
 * Appends what was learnt to an absence. The same id again changes nothing.
 * @throws Problem kernel.not-found when the person was not absent ill from that day on, or is out of scope
 */
export async function addFollowUp(
  tx: Tx,
  personId: string,
  input: FollowUpInput,
  by: { readonly id: string; readonly name: string },
  at: string,
): Promise<{ readonly areaId: string; readonly unitId: string; readonly added: boolean }> {
  const { rows: found } = await sql<{ area: string; unit: string }>`
    select c.area_id as area, c.unit_id as unit from health.check_exception e
    join health.check_current c on c.area_id = e.area_id and c.check_id = e.check_id
    where e.person_id = ${personId}::bigint and e.period = ${input.firstOn}::date and e.kind = 'absent_ill' limit 1
    `.execute(tx);
  const place = found[0];
  if (!place) throw new Problem('kernel.not-found');
  const { numAffectedRows } = await sql`
    insert into health.follow_up (id, area_id, school_id, person_id, onset, at, account_id, account_name, note, state,
      lineage)
    select ${input.id}::uuid, c.area_id, c.school_id, ${personId}::bigint, ${input.firstOn}::date, ${at}::timestamptz,
      ${by.id}, ${by.name}, ${input.note}, ${input.state}, c.lineage
    from health.check_current c
    where c.area_id = ${place.area}::bigint and c.unit_id = ${place.unit}::bigint and c.period = ${input.firstOn}::date
    limit 1 on conflict do nothing`.execute(tx);
  return { areaId: place.area, unitId: place.unit, added: numAffectedRows === 1n };
}
