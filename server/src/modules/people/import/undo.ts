import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { Problem, toProblem } from '../../../kernel/problem.ts';
import { type CalendarChanges, type ListOrigin, takeBackCalendar, undoList } from '../../org/index.ts';
import { placeToday } from '../store.ts';
import type { Clerk, ImportRow } from './record.ts';

/** Keeps what an import is about to change, so that it can be undone. */
export async function remember(
  tx: Tx,
  importId: string,
  rows: readonly { id: string; action: string }[],
): Promise<void> {
  await sql`
    insert into people.import_change (import_id, person_id, action, lineage, before)
    select ${importId}::uuid, p.id, n.action, p.lineage, case when n.action = 'new' then null else to_jsonb(p) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id bigint, action text)
    join people.person p on p.id = n.id`.execute(tx);
}

/** Marks how the import left everybody: whoever looks otherwise later was changed since. */
export async function seal(tx: Tx, importId: string): Promise<void> {
  await sql`
    update people.import_change c set written_at = p.updated_at from people.person p
    where c.import_id = ${importId}::uuid and p.id = c.person_id`.execute(tx);
}

/**
 * Takes an import back: new people go, others are as they were. Refused where somebody was changed since, or where
 * a class concerned has reported since (the reports would name people who no longer exist).
 * @throws Problem people.undo-used
 */
export async function undoPeople(
  tx: Tx,
  origin: ListOrigin,
): Promise<{ removed: number; restored: number; classes: number }> {
  const { importId, today } = origin;
  const { rows: used } = await sql<{ used: boolean }>`
    select exists (
      select from people.import_change c join people.person p on p.id = c.person_id
      join people.import i on i.id = c.import_id
      where c.import_id = ${importId}::uuid and (p.updated_at is distinct from c.written_at
        or exists (select from kernel.receipt r where r.area_id = p.area_id and r.kind = 'check'
          and r.unit_id = any(p.lineage) and r.last_at > i.applied_at))) as used`.execute(tx);
  if (used[0]?.used) throw new Problem('people.undo-used');
  const { rows: fresh } = await sql<{ id: string }>`
    select person_id as id from people.import_change where import_id = ${importId}::uuid and before is null`.execute(
    tx,
  );
  const ids = fresh.map((r) => r.id);
  await sql`delete from people.placement where person_id = any(${ids}::bigint[])`.execute(tx);
  await sql`delete from people.person where id = any(${ids}::bigint[])`.execute(tx);
  const { rows: restored } = await sql<{ id: string }>`
    update people.person p set area_id = b.area_id, unit_id = b.unit_id, school_id = b.school_id, lineage = b.lineage,
      name = b.name, initials = b.initials, sex = b.sex, birth_date = b.birth_date, student_no = b.student_no,
      id_type = b.id_type, id_enc = b.id_enc, id_hash = b.id_hash, id_last4 = b.id_last4, phone_enc = b.phone_enc,
      phone_hash = b.phone_hash, phone_last4 = b.phone_last4, guardian_name = b.guardian_name,
      guardian_phone_enc = b.guardian_phone_enc, guardian_phone_hash = b.guardian_phone_hash,
      guardian_phone_last4 = b.guardian_phone_last4, guardian_verified_on = b.guardian_verified_on,
      address = b.address, position = b.position, boarder = b.boarder, dormitory_id = b.dormitory_id, room = b.room,
      left_on = b.left_on, updated_at = clock_timestamp()
    from people.import_change c, jsonb_populate_record(null::people.person, c.before) b
    where c.import_id = ${importId}::uuid and c.before is not null and p.id = c.person_id
    returning p.id`.execute(tx);
  await placeToday(
    tx,
    restored.map((r) => r.id),
    today,
  );
  return { removed: ids.length, restored: restored.length, classes: await undoClasses(tx, origin) };
}

const IN_USE: ReadonlySet<string> = new Set(['org.undo-in-use', 'org.undo-later', 'org.would-dangle']);

/** The classes the list made go too, unless somebody holds a post there by now or another list has filled them. */
async function undoClasses(tx: Tx, origin: ListOrigin): Promise<number> {
  await sql`savepoint classes`.execute(tx);
  try {
    return await undoList(tx, origin);
  } catch (error) {
    if (!IN_USE.has(toProblem(error, '').code)) throw error;
    await sql`rollback to savepoint classes`.execute(tx);
    return 0;
  }
}

/**
 * Takes a list of units back: what it made goes, what it renamed is as it was.
 * @throws Problem org.undo-in-use, org.undo-later, org.would-dangle where something depends on it by now
 */
export async function undoUnits(tx: Tx, origin: ListOrigin): Promise<{ operations: number }> {
  return { operations: await undoList(tx, origin) };
}

/**
 * Takes a list of days and terms back.
 * @throws Problem people.undo-calendar where one was changed since, or is over
 */
export async function undoCalendar(
  tx: Tx,
  clerk: Clerk,
  { id, unitId }: Pick<ImportRow, 'id' | 'unitId'>,
  today: string,
): Promise<{ days: number; terms: number }> {
  const { rows } = await sql<{ changes: CalendarChanges | null }>`
    select calendar_changes as changes from people.import where id = ${id}::uuid`.execute(tx);
  const changes = rows[0]?.changes;
  const unit = await clerk.services.units.get(unitId!);
  if (!changes || !unit || !(await takeBackCalendar(tx, unit, changes, today)))
    throw new Problem('people.undo-calendar');
  return { days: changes.days.length, terms: changes.terms.length };
}
