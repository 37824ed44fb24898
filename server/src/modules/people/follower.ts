import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import type { TreeChange, UnitFollower } from '../org/index.ts';
import { lineageNow, placeToday } from './store.ts';

const ids = (rows: readonly { id: string }[]): string[] => rows.map((r) => r.id);

/** People of units that hang elsewhere now: same place, new lineage; the placement of before keeps its own. */
async function replace(tx: Tx, change: TreeChange): Promise<void> {
  const units = change.placed.map((u) => u.id);
  const { rows } = await sql<{ id: string }>`
    update people.person p set area_id = u.area_id, school_id = u.school_id, lineage = ${lineageNow}
    from org.unit u
    where u.id = p.unit_id and (p.unit_id = any(${units}::bigint[]) or p.dormitory_id = any(${units}::bigint[]))
      and (p.left_on is null or p.left_on > ${change.date}::date) and p.lineage is distinct from ${lineageNow}
    returning p.id`.execute(tx);
  await placeToday(tx, ids(rows), change.date);
}

async function succeed(tx: Tx, change: TreeChange): Promise<number> {
  const pairs = JSON.stringify(change.successions);
  const { rows } = await sql<{ id: string }>`
    update people.person p set unit_id = u.id, area_id = u.area_id, school_id = u.school_id, lineage = u.lineage,
      updated_at = clock_timestamp()
    from jsonb_to_recordset(${pairs}::jsonb) as s("from" bigint, "to" bigint) join org.unit u on u.id = s."to"
    where p.unit_id = s."from" and (p.left_on is null or p.left_on > ${change.date}::date) returning p.id`.execute(
    tx,
  );
  const beds = await sql<{ id: string }>`
    update people.person p set dormitory_id = s."to"
    from jsonb_to_recordset(${pairs}::jsonb) as s("from" bigint, "to" bigint)
    where p.dormitory_id = s."from" returning p.id`.execute(tx);
  await placeToday(tx, [...new Set([...ids(rows), ...ids(beds.rows)])], change.date);
  return rows.length + beds.rows.length;
}

async function release(tx: Tx, change: TreeChange): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update people.person set left_on = greatest(joined_on, ${change.date}::date), updated_at = clock_timestamp()
    where unit_id = any(${change.closed}::bigint[]) and (left_on is null or left_on > ${change.date}::date)
    returning id`.execute(tx);
  const beds = await sql<{ id: string }>`
    update people.person set dormitory_id = null where dormitory_id = any(${change.closed}::bigint[])
    returning id`.execute(tx);
  await placeToday(tx, [...new Set([...ids(rows), ...ids(beds.rows)])], change.date);
  return rows.length + beds.rows.length;
}

/** People stay in step with the tree: their rows of today follow, what was written with a past lineage does not. */
export const peopleFollower: UnitFollower = {
  name: 'people',
  async count(tx, unitIds) {
    const { rows } = await sql<{ kind: string; n: number }>`
      select kind, count(*)::int as n from people.person
      where unit_id = any(${unitIds}::bigint[]) and left_on is null group by kind`.execute(tx);
    const of = (kind: string): number => rows.find((r) => r.kind === kind)?.n ?? 0;
    return { pupils: of('student'), staff: of('staff') };
  },
  async follow(tx, change) {
    const moved = change.successions.length > 0 ? await succeed(tx, change) : 0;
    const left = change.closed.length > 0 ? await release(tx, change) : 0;
    if (change.placed.length > 0) await replace(tx, change);
    return moved + left;
  },
};
