import { sql } from 'kysely';
import type { ColumnCrypto } from '../../kernel/crypto.ts';
import type { Tx } from '../../kernel/db.ts';
import { initialsOf } from './values/name.ts';

/** A person as the statements below unpack it: sealed values and hashes as hex; absent = keep what is there. */
export type PersonRow = Readonly<Record<string, unknown>>;

/** Where a person is placed: unit, and what is derived from it. */
export interface At {
  readonly id: string;
  readonly areaId: string;
  readonly schoolId: string | null;
  readonly lineage: readonly string[];
}

/** What is known of a person; absent is not the same as null (PATCH clears with null). */
export interface PersonValues {
  readonly name?: string | undefined;
  readonly sex?: 'male' | 'female' | null | undefined;
  readonly birthDate?: string | null | undefined;
  readonly studentNo?: string | null | undefined;
  readonly idNumber?: string | null | undefined;
  readonly otherDocument?: boolean | undefined;
  readonly phone?: string | null | undefined;
  readonly guardianName?: string | null | undefined;
  readonly guardianPhone?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly position?: string | null | undefined;
  readonly boarder?: boolean | undefined;
  readonly dormitory?: string | null | undefined;
}

/** Columns of a number that is stored sealed: cipher text, hash for matching, last four for showing. */
function sealedColumns(
  crypto: ColumnCrypto,
  column: string,
  name: string,
  value: string | null | undefined,
): PersonRow {
  if (value === undefined) return {};
  if (value === null) return { [`${name}_enc`]: null, [`${name}_hash`]: null, [`${name}_last4`]: null };
  return {
    [`${name}_enc`]: crypto.seal(column, value).toString('hex'),
    [`${name}_hash`]: crypto.match(column, value).toString('hex'),
    [`${name}_last4`]: value.slice(-4),
  };
}

/** The columns that the values give, sealed where they must be. */
export const valueColumns = (crypto: ColumnCrypto, v: PersonValues): PersonRow => ({
  name: v.name,
  initials: v.name === undefined ? undefined : initialsOf(v.name),
  sex: v.sex,
  birth_date: v.birthDate,
  student_no: v.studentNo,
  id_type: v.idNumber ? (v.otherDocument ? 'other' : 'resident') : undefined,
  ...sealedColumns(crypto, 'person.id', 'id', v.idNumber),
  ...sealedColumns(crypto, 'person.phone', 'phone', v.phone),
  guardian_name: v.guardianName,
  ...sealedColumns(crypto, 'person.phone', 'guardian_phone', v.guardianPhone),
  address: v.address,
  position: v.position,
  boarder: v.boarder,
  room: v.dormitory,
});

export const personRow = (
  crypto: ColumnCrypto,
  kind: 'student' | 'staff',
  at: At,
  values: PersonValues,
  more: { readonly id?: string | undefined; readonly action?: string; readonly dormitoryId?: string | null },
): PersonRow => ({
  id: more.id,
  action: more.action,
  kind,
  area_id: at.areaId,
  unit_id: at.id,
  school_id: at.schoolId,
  lineage: `{${at.lineage.join(',')}}`,
  ...valueColumns(crypto, values),
  dormitory_id: more.dormitoryId,
});

const RECORD = sql`as n(id bigint, action text, kind text, area_id bigint, unit_id bigint, school_id bigint, lineage bigint[],
  name text, initials text, sex text, birth_date date, student_no text, id_type text, id_enc text, id_hash text,
  id_last4 text, phone_enc text, phone_hash text, phone_last4 text, guardian_name text, guardian_phone_enc text,
  guardian_phone_hash text, guardian_phone_last4 text, address text, position text, boarder boolean,
  dormitory_id bigint, room text)`;

/** Returns the new ids. */
export async function insertNew(
  tx: Tx,
  rows: readonly PersonRow[],
  today: string,
): Promise<readonly string[]> {
  const { rows: made } = await sql<{ id: string }>`
    insert into people.person (area_id, kind, unit_id, school_id, lineage, name, initials, sex, birth_date, student_no,
      id_type, id_enc, id_hash, id_last4, phone_enc, phone_hash, phone_last4, guardian_name, guardian_phone_enc,
      guardian_phone_hash, guardian_phone_last4, guardian_verified_on, address, position, boarder, dormitory_id, room, joined_on)
    select area_id, kind, unit_id, school_id, lineage, name, initials, sex, birth_date, student_no,
      coalesce(id_type, 'resident'), decode(id_enc, 'hex'), decode(id_hash, 'hex'), id_last4, decode(phone_enc, 'hex'),
      decode(phone_hash, 'hex'), phone_last4, guardian_name, decode(guardian_phone_enc, 'hex'),
      decode(guardian_phone_hash, 'hex'), guardian_phone_last4,
      case when coalesce(guardian_phone_enc, phone_enc) is not null then ${today}::date end,
      address, position, coalesce(boarder, false), dormitory_id, room, ${today}::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) ${RECORD}
    returning id`.execute(tx);
  return made.map((r) => r.id);
}

export async function updateKnown(tx: Tx, rows: readonly PersonRow[], today: string): Promise<void> {
  await sql`
    update people.person p set area_id = n.area_id, unit_id = n.unit_id, school_id = n.school_id, lineage = n.lineage,
      name = n.name, initials = n.initials, sex = coalesce(n.sex, p.sex), birth_date = coalesce(n.birth_date, p.birth_date),
      student_no = coalesce(n.student_no, p.student_no), id_type = coalesce(n.id_type, p.id_type),
      id_enc = coalesce(decode(n.id_enc, 'hex'), p.id_enc), id_hash = coalesce(decode(n.id_hash, 'hex'), p.id_hash),
      id_last4 = coalesce(n.id_last4, p.id_last4), phone_enc = coalesce(decode(n.phone_enc, 'hex'), p.phone_enc),
      phone_hash = coalesce(decode(n.phone_hash, 'hex'), p.phone_hash), phone_last4 = coalesce(n.phone_last4, p.phone_last4),
      guardian_name = coalesce(n.guardian_name, p.guardian_name),
      guardian_phone_enc = coalesce(decode(n.guardian_phone_enc, 'hex'), p.guardian_phone_enc),
      guardian_phone_hash = coalesce(decode(n.guardian_phone_hash, 'hex'), p.guardian_phone_hash),
      guardian_phone_last4 = coalesce(n.guardian_phone_last4, p.guardian_phone_last4),
      guardian_verified_on = case when coalesce(n.guardian_phone_enc, n.phone_enc) is not null then ${today}::date
        else p.guardian_verified_on end,
      address = coalesce(n.address, p.address), position = coalesce(n.position, p.position),
      boarder = coalesce(n.boarder, p.boarder),
      dormitory_id = case when n.school_id is distinct from p.school_id then n.dormitory_id else coalesce(n.dormitory_id, p.dormitory_id) end,
      room = coalesce(n.room, p.room), left_on = null, updated_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) ${RECORD} where p.id = n.id`.execute(tx);
}

/** What sees a person today: everything above the unit, and above the dormitory (its keeper checks the boarders). */
export const lineageNow = sql`(
  select u.lineage || array(select x from unnest(d.lineage) x where x <> all (u.lineage))
  from org.unit u left join org.unit d on d.id = p.dormitory_id where u.id = p.unit_id)`;

/** Places people where their rows say, from today on: today's own placement is overwritten, an earlier one ends. */
export async function placeToday(tx: Tx, ids: readonly string[], today: string): Promise<void> {
  await sql`update people.person p set lineage = ${lineageNow}
    where p.id = any(${ids}::bigint[]) and p.left_on is null and p.lineage is distinct from ${lineageNow}`.execute(
    tx,
  );
  await sql`delete from people.placement where person_id = any(${ids}::bigint[]) and lower(valid) >= ${today}::date`.execute(
    tx,
  );
  await sql`update people.placement set valid = daterange(lower(valid), ${today}::date)
    where person_id = any(${ids}::bigint[]) and valid @> ${today}::date`.execute(tx);
  await sql`
    insert into people.placement (person_id, unit_id, dormitory_id, lineage, valid)
    select id, unit_id, dormitory_id, lineage, daterange(${today}::date, null) from people.person
    where id = any(${ids}::bigint[]) and left_on is null`.execute(tx);
}
