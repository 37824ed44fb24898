import { sql } from 'kysely';
import type { ColumnCrypto } from '../kernel/crypto.ts';
import type { Tx } from '../kernel/db.ts';
import type { UnitRow } from '../modules/org/index.ts';
import { initialsOf } from '../modules/people/index.ts';
import { idArray, insertRows, takeIds } from './insert.ts';
import type { PlannedPerson } from './people.ts';

/** People a piece of work: sealing them takes some 50 ms, then others are let in. */
const PIECE = 1500;

/** Puts the people and their places into the database; returns their ids in the order given. */
export async function writePeople(
  tx: Tx,
  people: readonly PlannedPerson[],
  units: ReadonlyMap<string, UnitRow>,
  crypto: ColumnCrypto,
  onProgress: (fraction: number) => void,
): Promise<readonly string[]> {
  const ids = await takeIds(tx, 'people.person', people.length);
  for (let from = 0; from < people.length; from += PIECE) {
    const to = from + PIECE;
    await writePiece(tx, people.slice(from, to), ids.slice(from, to), units, crypto);
    onProgress(Math.min(1, to / people.length));
  }
  return ids;
}

async function writePiece(
  tx: Tx,
  people: readonly PlannedPerson[],
  ids: readonly string[],
  units: ReadonlyMap<string, UnitRow>,
  crypto: ColumnCrypto,
): Promise<void> {
  const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;
  const seal = (column: string, text: string) => hex(crypto.seal(column, text));
  const places = people.map((p) => {
    const unit = units.get(p.unitCode)!;
    const dormitory = p.dormitoryCode === undefined ? undefined : units.get(p.dormitoryCode)!;
    return {
      unit,
      dormitory: dormitory?.id,
      // Seen from the class and from the dormitory.
      lineage: idArray([...new Set([...unit.lineage, ...(dormitory?.lineage ?? [])])]),
    };
  });
  await insertRows(
    tx,
    'people.person',
    {
      id: 'bigint',
      area_id: 'bigint',
      kind: 'text',
      unit_id: 'bigint',
      school_id: 'bigint',
      lineage: 'bigint[]',
      name: 'text',
      initials: 'text',
      position: 'text',
      sex: 'text',
      birth_date: 'date',
      student_no: 'text',
      id_enc: 'bytea',
      id_hash: 'bytea',
      id_last4: 'text',
      phone_enc: 'bytea',
      phone_hash: 'bytea',
      phone_last4: 'text',
      guardian_name: 'text',
      guardian_phone_enc: 'bytea',
      guardian_phone_hash: 'bytea',
      guardian_phone_last4: 'text',
      guardian_verified_on: 'date',
      address: 'text',
      boarder: 'boolean',
      dormitory_id: 'bigint',
      joined_on: 'date',
    },
    people.map((p, i) => {
      const { unit, dormitory, lineage } = places[i]!;
      return [
        ids[i],
        unit.area_id,
        p.kind,
        unit.id,
        unit.school_id,
        lineage,
        p.name,
        initialsOf(p.name),
        p.position,
        p.sex,
        p.birth,
        p.number,
        seal('person.id', p.identity),
        hex(crypto.match('person.id', p.identity)),
        p.identity.slice(-4),
        p.phone && seal('person.phone', p.phone),
        p.phone && hex(crypto.match('person.phone', p.phone)),
        p.phone?.slice(-4),
        p.guardian?.name,
        p.guardian && seal('person.phone', p.guardian.phone),
        p.guardian && hex(crypto.match('person.phone', p.guardian.phone)),
        p.guardian?.phone.slice(-4),
        p.guardian?.verifiedOn,
        p.address,
        dormitory !== undefined,
        dormitory,
        p.joinedOn,
      ];
    }),
  );
  await insertRows(
    tx,
    'people.placement',
    {
      person_id: 'bigint',
      unit_id: 'bigint',
      dormitory_id: 'bigint',
      lineage: 'bigint[]',
      valid: 'daterange',
    },
    people.map((p, i) => {
      const { unit, dormitory, lineage } = places[i]!;
      return [ids[i], unit.id, dormitory, lineage, `[${p.joinedOn},)`];
    }),
  );
}

/** Due times of the slots that bind a unit, by the platform's own rules. */
export async function slotsOf(
  tx: Tx,
  unitId: string,
  date: string,
): Promise<readonly { code: string; dueAt: string }[]> {
  const { rows } = await sql<{ code: string; dueAt: string }>`
    select code, to_char(due_at, 'HH24:MI') as "dueAt" from published.slots_in_force(${unitId}::bigint, ${date}::date)
    order by due_at`.execute(tx);
  return rows;
}
