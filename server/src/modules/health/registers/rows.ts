import type { Register } from '@lianfang/contract/healthRegister';
import type { Symptom } from '@lianfang/contract/healthSymptoms';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../../kernel/db.ts';
import { readAbsences } from '../absences.ts';
import type { Contacts } from './contacts.ts';
import { ageOn, doctorZh, masked, sexZh, symptomsZh } from './named.ts';

type Rows = Register['rows'];
export interface Range {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly named: boolean;
  readonly contacts: Contacts;
  /** IANA zone of the clock times on paper. */
  readonly zone: string;
}

/** The number to call: a parent's, else the person's own (staff). Sealed ones are read only to be shown. */
const last4 = sql`coalesce(p.guardian_phone_last4, p.phone_last4)`;
const sealed = (contacts: Contacts) =>
  contacts.full ? sql`encode(coalesce(p.guardian_phone_enc, p.phone_enc), 'hex')` : sql`null`;
/** The kind whose slots bind a unit u: its own or the one it reports as. */
const slotKind = sql`coalesce((select k.reports_as from org.unit_kind k where k.code = u.kind), u.kind)`;

interface CheckRow {
  readonly date: string;
  readonly slot: string;
  readonly unit: string;
  readonly enrolled: number;
  readonly absentIll: number;
  readonly absent: number;
  readonly outcome: 'data' | 'zero';
  readonly by: string;
  readonly at: string;
  readonly people: readonly {
    readonly id: string | null;
    readonly name: string | null;
    readonly sex: string | null;
    readonly birth: string | null;
    readonly dormitory: string | null;
    readonly phone: string | null;
    readonly sealed: string | null;
    readonly kind: string;
    readonly symptoms: readonly Symptom[];
    readonly temperature: number | null;
    readonly doctor: boolean | null;
    readonly diagnosis: string | null;
  }[];
}

/**
 * What stands for the name where nobody is ill. A zero report is one without any exception (S2.2-27), the same rule as the
 * tiles of the board; where somebody was away or late for another reason the list of the ill is empty all the same.
 */
const NOBODY_ILL = { zero: '零报告', data: '无患病人员' } as const;

/** One line a check; further ill people on lines of their own without the figures, so that columns add up. */
export async function checkRows(tx: Tx, { unit, from, to, named, zone, contacts }: Range): Promise<Rows> {
  const { rows } = await sql<CheckRow>`
    select c.period as date, coalesce(s.name_zh, c.slot) as slot, v.name as unit, c.enrolled,
      c.absent_ill as "absentIll", c.absent_ill + c.absent_other as absent, c.outcome, coalesce(a.name, r.account_id) as by,
      to_char(c.last_at at time zone ${zone}, 'MM-DD HH24:MI') as at,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id::text, 'name', p.name, 'sex', p.sex,
          'birth', p.birth_date, 'dormitory', d.name, 'phone', ${last4}, 'sealed', ${sealed(contacts)},
          'kind', e.kind, 'symptoms', e.symptoms, 'temperature', e.temperature, 'doctor', e.saw_doctor,
          'diagnosis', e.diagnosis) order by e.no), '[]')
        from health.check_exception e left join people.person p on p.id = e.person_id
        left join org.unit d on d.id = p.dormitory_id
        where e.area_id = c.area_id and e.check_id = c.check_id and e.kind in ('absent_ill', 'present_ill')) as people
    from health.check_current c
    join health.check_report r on r.area_id = c.area_id and r.id = c.check_id
    join org.unit u on u.id = c.unit_id
    join org.unit_version v on v.unit_id = c.unit_id and v.valid @> c.period
    left join org.unit parent on parent.id = u.parent_id
    left join published.account a on a.id = r.account_id
    left join lateral (select f.name_zh from published.slots_in_force(c.unit_id, c.period, ${slotKind}) f
      where f.code = c.slot) s on true
    where (c.school_id = ${unit}::bigint or c.unit_id = ${unit}::bigint)
      and c.period between ${from}::date and ${to}::date
    order by c.period, (c.last_at at time zone ${zone})::date, parent.sort, parent.id, u.sort, u.id, c.slot`.execute(
    tx,
  );
  return rows.flatMap((c): Rows => {
    const figures = {
      date: c.date,
      slot: c.slot,
      unit: c.unit,
      enrolled: c.enrolled,
      present: c.enrolled - c.absent,
      absentIll: c.absentIll,
      by: c.by,
      at: c.at,
    };
    if (c.people.length === 0) return [{ ...figures, name: NOBODY_ILL[c.outcome] }];
    return c.people.map((p, i) => ({
      ...(i === 0 ? figures : { date: c.date, slot: c.slot, unit: c.unit }),
      name: p.name === null ? '—' : named ? p.name : masked(p.name),
      sex: sexZh(p.sex),
      age: ageOn(p.birth, c.date),
      dormitory: p.dormitory ?? '',
      phone: contacts.text(p.id, p.phone, p.sealed),
      isPresent: p.kind === 'present_ill' ? '是' : '否',
      symptoms: symptomsZh(p.symptoms),
      temperature: p.temperature,
      doctor: doctorZh(p.doctor),
      diagnosis: p.diagnosis ?? '',
    }));
  });
}

const localDate = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** One line an absence, with everything its tracing brought. */
export async function absenceRows(tx: Tx, { unit, from, to, named, zone, contacts }: Range): Promise<Rows> {
  const absences = await readAbsences(tx, unit, from, to);
  const { rows: people } = await sql<{
    id: string;
    birth: string | null;
    address: string | null;
    phone: string | null;
    sealed: string | null;
  }>`
    select p.id, p.birth_date as birth, p.address, ${last4} as phone, ${sealed(contacts)} as sealed
    from people.person p where p.id = any(${absences.map((a) => a.personId)}::bigint[])`.execute(tx);
  const known = new Map(people.map((p) => [p.id, p]));
  return absences.map((a) => {
    const person = known.get(a.personId);
    return {
      unit: a.unitName,
      name: named ? a.name : masked(a.name),
      sex: sexZh(a.sex),
      age: ageOn(person?.birth ?? null, a.firstOn),
      address: named ? (person?.address ?? '') : '',
      phone: contacts.text(a.personId, person?.phone ?? null, person?.sealed ?? null),
      symptoms: symptomsZh(a.symptoms),
      doctor: doctorZh(a.sawDoctor),
      diagnosis: a.diagnosis ?? '',
      onsetOn: a.onsetOn ?? '',
      firstOn: a.firstOn,
      lastOn: a.lastOn,
      days: a.halfDays / 2,
      returnedOn: a.returnedOn ?? '',
      tracing: a.followUps.map((f) => `${localDate(f.at, zone)} ${f.note}`).join('\n'),
      tracer: [...new Set(a.followUps.map((f) => f.by))].join('、'),
    };
  });
}

/** One line a school, date and slot, from the roll-up. */
export async function dailyRows(tx: Tx, { unit, from, to }: Range): Promise<Rows> {
  const { rows } = await sql<Record<string, string | number | null>>`
    select d.period as date, coalesce(s.name_zh, d.slot) as slot, v.name as school, d.reported, d.enrolled,
      d.enrolled - d.absent_ill - d.absent_other as present, d.absent_ill as "absentIll",
      case when d.enrolled > 0 then round(d.absent_ill::numeric / d.enrolled, 4) end as rate,
      d.absent_other as "absentOther", d.late, d.present_ill as "presentIll", coalesce(y.fever, 0)::int as fever,
      coalesce(y.cough, 0)::int as cough, coalesce(y.vomiting, 0)::int as vomiting,
      coalesce(y.diarrhoea, 0)::int as diarrhoea, coalesce(y.rash, 0)::int as rash
    from health.school_day d
    join org.unit_version v on v.unit_id = d.school_id and v.valid @> d.period
    left join lateral (select c.unit_id, ${slotKind} as kind from health.check_current c join org.unit u on u.id = c.unit_id
      where c.school_id = d.school_id and c.period = d.period and c.slot = d.slot limit 1) c on true
    left join lateral (select f.name_zh, f.due_at from published.slots_in_force(c.unit_id, d.period, c.kind) f
      where f.code = d.slot) s on true
    left join lateral (select sum(count) filter (where symptom = 'fever') as fever,
        sum(count) filter (where symptom = 'cough') as cough,
        sum(count) filter (where symptom = 'vomiting') as vomiting,
        sum(count) filter (where symptom = 'diarrhoea') as diarrhoea,
        sum(count) filter (where symptom = 'rash') as rash
      from health.symptom_day y where y.area_id = d.area_id and y.period = d.period and y.slot = d.slot
        and y.school_id = d.school_id) y on true
    where d.lineage @> array[${unit}::bigint] and d.period between ${from}::date and ${to}::date
    order by d.period, min(s.due_at) over (partition by d.period, d.slot), d.slot, v.name, d.school_id`.execute(
    tx,
  );
  return rows;
}
