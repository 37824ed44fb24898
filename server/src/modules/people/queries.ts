import type {
  PeoplePage,
  PeopleQuery,
  PersonDetail,
  PersonListItem,
  Roster,
} from '@lianfang/contract/people';
import { type RawBuilder, sql } from 'kysely';
import type { ColumnCrypto } from '../../kernel/crypto.ts';
import type { Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/problem.ts';
import { checkIdNumber } from './values/idNumber.ts';

const mask = (last4: RawBuilder<unknown>, whole: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${whole} is not null then '*******' || ${last4} end`;

/** Columns of a list; `fresh` is the first date that still counts as confirmed. */
const listColumns = (fresh: string): RawBuilder<unknown> => sql`
  p.id, p.kind, p.name, p.sex, p.unit_id as "unitId", coalesce(u.name, '') as "unitName", s.name as "schoolName",
  p.student_no as "studentNo", p.position, p.boarder, p.guardian_verified_on as "contactVerifiedOn",
  coalesce(p.guardian_verified_on < ${fresh}::date, true) as "contactStale", p.left_on as "leftOn",
  case when p.kind = 'student' then ${mask(sql`p.guardian_phone_last4`, sql`p.guardian_phone_enc`)}
    else ${mask(sql`p.phone_last4`, sql`p.phone_enc`)} end as phone`;
const FROM = sql`people.person p left join org.unit u on u.id = p.unit_id left join org.unit s on s.id = p.school_id`;

/** What a search text can mean: a whole number, pinyin initials, part of a name. */
function search(q: string, crypto: ColumnCrypto, today: string): RawBuilder<unknown> {
  const text = q.trim();
  const id = checkIdNumber(text, today);
  if (id.ok) return sql`p.id_hash = ${crypto.match('person.id', id.number)}`;
  if (/^1\d{10}$/.test(text)) {
    const hash = crypto.match('person.phone', text);
    return sql`(p.phone_hash = ${hash} or p.guardian_phone_hash = ${hash})`;
  }
  if (/^\d{4}$/.test(text)) {
    return sql`(p.id_last4 = ${text} or p.phone_last4 = ${text} or p.guardian_phone_last4 = ${text} or p.student_no = ${text})`;
  }
  if (/^[A-Za-z]?\d[\dA-Za-z-]*$/.test(text)) return sql`p.student_no = ${text.toUpperCase()}`;
  const like = text.replace(/[\\%_]/g, '\\$&');
  return /^[a-z]+$/i.test(text)
    ? sql`(p.initials like ${`${like.toLowerCase()}%`} or p.name ilike ${`%${like}%`})`
    : sql`p.name like ${`%${like}%`}`;
}

const cursorOf = (row: PersonListItem): string =>
  Buffer.from(JSON.stringify([row.name, row.id])).toString('base64url');
function readCursor(text: string): readonly [string, string] {
  try {
    const [name, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string];
    return [name, BigInt(id).toString()];
  } catch {
    throw new Problem('kernel.invalid-input', {}, [{ field: 'query/after', code: 'cursor', detail: text }]);
  }
}

/** People of the transaction's scope, by name, a page at a time. */
export async function listPeople(
  tx: Tx,
  query: PeopleQuery,
  context: { readonly crypto: ColumnCrypto; readonly today: string; readonly fresh: string },
): Promise<PeoplePage> {
  const limit = query.limit ?? 50;
  const conditions: RawBuilder<unknown>[] = [
    query.left
      ? sql`p.left_on <= ${context.today}::date`
      : sql`(p.left_on is null or p.left_on > ${context.today}::date)`,
  ];
  if (query.unitId)
    conditions.push(
      sql`(p.lineage @> array[${query.unitId}::bigint] or p.dormitory_id = ${query.unitId}::bigint)`,
    );
  if (query.kind) conditions.push(sql`p.kind = ${query.kind}`);
  if (query.q?.trim()) conditions.push(search(query.q, context.crypto, context.today));
  if (query.stale) conditions.push(sql`coalesce(p.guardian_verified_on < ${context.fresh}::date, true)`);
  if (query.after) {
    const [name, id] = readCursor(query.after);
    conditions.push(sql`(p.name, p.id) > (${name}, ${id}::bigint)`);
  }
  const { rows } = await sql<PersonListItem>`
    select ${listColumns(context.fresh)} from ${FROM} where ${sql.join(conditions, sql` and `)}
    order by p.name, p.id limit ${limit + 1}`.execute(tx);
  const more = rows.length > limit;
  const shown = rows.slice(0, limit);
  return { rows: shown, ...(more && { next: cursorOf(shown.at(-1)!) }) };
}

/** @throws Problem kernel.not-found outside the transaction's scope. */
export async function readPerson(
  tx: Tx,
  id: string,
  fresh: string,
): Promise<Omit<PersonDetail, 'abilities'> & { lineage: string[]; areaId: string }> {
  const { rows } = await sql<
    Omit<PersonDetail, 'abilities' | 'placements'> & { lineage: string[]; areaId: string }
  >`
    select ${listColumns(fresh)}, p.birth_date as "birthDate", p.id_type as "idType", p.area_id as "areaId",
      p.lineage::text[] as lineage, ${mask(sql`p.id_last4`, sql`p.id_enc`)} as "idNumber",
      ${mask(sql`p.phone_last4`, sql`p.phone_enc`)} as "ownPhone", p.guardian_name as "guardianName",
      ${mask(sql`p.guardian_phone_last4`, sql`p.guardian_phone_enc`)} as "guardianPhone", p.address,
      p.dormitory_id as "dormitoryId", d.name as "dormitoryName", p.room, p.joined_on as "joinedOn",
      p.updated_at as "updatedAt"
    from ${FROM} left join org.unit d on d.id = p.dormitory_id where p.id = ${id}::bigint`.execute(tx);
  const person = rows[0];
  if (!person) throw new Problem('kernel.not-found');
  const placements = await sql<PersonDetail['placements'][number]>`
    select coalesce(v.name, u.name, '') as "unitName", lower(pl.valid) as "from", upper(pl.valid) as "to"
    from people.placement pl left join org.unit u on u.id = pl.unit_id
    left join org.unit_version v on v.unit_id = pl.unit_id and v.valid @> lower(pl.valid)
    where pl.person_id = ${id}::bigint order by lower(pl.valid) desc`.execute(tx);
  return { ...person, placements: placements.rows };
}

/** Who is in a class (or sleeps in a dormitory) on a date; pupils by name. */
export async function readRoster(tx: Tx, unit: { id: string; name: string }, date: string): Promise<Roster> {
  const { rows } = await sql<Roster['people'][number]>`
    select p.id, p.kind, p.name, p.sex, p.boarder from people.person p
    where p.id in (
      select person_id from people.placement where unit_id = ${unit.id}::bigint and valid @> ${date}::date
      union all
      select person_id from people.placement where dormitory_id = ${unit.id}::bigint and valid @> ${date}::date)
    order by p.kind desc, p.initials, p.name, p.id`.execute(tx);
  return { unitId: unit.id, unitName: unit.name, date, people: rows };
}
