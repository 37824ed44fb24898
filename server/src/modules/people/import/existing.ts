import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';

/** A person on record, as far as an import compares. Hashes are hex. */
export interface Known {
  readonly id: string;
  readonly kind: 'student' | 'staff';
  readonly unitId: string;
  readonly schoolId: string | null;
  readonly areaId: string;
  readonly lineage: readonly string[];
  readonly name: string;
  readonly sex: string | null;
  readonly birthDate: string | null;
  readonly studentNo: string | null;
  readonly idHash: string | null;
  readonly phoneHash: string | null;
  readonly guardianName: string | null;
  readonly guardianPhoneHash: string | null;
  readonly address: string | null;
  readonly position: string | null;
  readonly boarder: boolean;
  readonly dormitoryId: string | null;
  readonly room: string | null;
  readonly leftOn: string | null;
  readonly unitName: string | null;
}

/**
 * Everyone whom the rows of an import may be about: people of the schools concerned, and whoever bears one of the
 * numbers anywhere (transfers; reading beyond the scope is the platform's, what is told of them is the plan's).
 */
export async function readKnown(
  tx: Tx,
  schoolIds: readonly string[],
  idHashes: readonly string[],
  numbers: readonly string[],
): Promise<readonly Known[]> {
  const { rows } = await sql<Known>`
    select p.id, p.kind, p.unit_id as "unitId", p.school_id as "schoolId", p.area_id as "areaId",
      p.lineage::text[] as lineage, p.name, p.sex, p.birth_date as "birthDate", p.student_no as "studentNo",
      encode(p.id_hash, 'hex') as "idHash", encode(p.phone_hash, 'hex') as "phoneHash",
      p.guardian_name as "guardianName", encode(p.guardian_phone_hash, 'hex') as "guardianPhoneHash", p.address,
      p.position, p.boarder, p.dormitory_id as "dormitoryId", p.room, p.left_on as "leftOn", u.name as "unitName"
    from people.person p left join org.unit u on u.id = p.unit_id
    where p.school_id = any(${schoolIds}::bigint[]) or p.unit_id = any(${schoolIds}::bigint[])
      or p.id_hash = any(select decode(h, 'hex') from unnest(${idHashes}::text[]) h)
      or (length(p.student_no) >= 15 and p.student_no = any(${numbers}::text[]))`.execute(tx);
  return rows;
}

/** Looks people up by each way a list can name them. */
export class KnownIndex {
  readonly #byId = new Map<string, Known>();
  readonly #byNumber = new Map<string, Known>();
  readonly #byName = new Map<string, Known[]>();

  constructor(known: readonly Known[]) {
    for (const person of known) {
      if (person.idHash) this.#byId.set(person.idHash, person);
      if (person.studentNo) {
        this.#byNumber.set(`${person.schoolId}\0${person.studentNo}`, person);
        if (person.studentNo.length >= 15) this.#byNumber.set(person.studentNo, person);
      }
      const key = `${person.schoolId}\0${person.name}`;
      const list = this.#byName.get(key);
      if (list) list.push(person);
      else this.#byName.set(key, [person]);
    }
  }

  byId(hash: string): Known | undefined {
    return this.#byId.get(hash);
  }
  /** Numbers of 15 and more characters are national, shorter ones the school's own. */
  byNumber(schoolId: string | null, number: string): Known | undefined {
    return (
      this.#byNumber.get(`${schoolId}\0${number}`) ??
      (number.length >= 15 ? this.#byNumber.get(number) : undefined)
    );
  }
  named(schoolId: string | null, name: string): readonly Known[] {
    return this.#byName.get(`${schoolId}\0${name}`) ?? [];
  }
}
