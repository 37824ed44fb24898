import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { announce } from '../../../kernel/events.ts';
import { follow, type PlacedUnit } from '../followers.ts';

/**
 * Makes the tree of today current: org.unit from the versions, then the followers for what moved and for what
 * the operations that take effect closed. Returns how many rows of other modules left or changed their unit.
 */
export async function settle(
  tx: Tx,
  ids: readonly string[],
  today: string,
  operations: readonly string[],
): Promise<number> {
  const { rows: placed } = await sql<PlacedUnit>`
    select unit_id as id, area_id as "areaId", school_id as "schoolId", lineage::text[] as lineage
    from org.refresh(${ids}::bigint[], ${today}::date)`.execute(tx);
  const { rows: closed } = await sql<{ from: string; to: string | null }>`
    select t.unit_id as "from", t.successor_id as "to" from org.operation_unit t
    join org.unit u on u.id = t.unit_id and u.closed_on <= ${today}::date
    where t.operation_id = any(${operations}::uuid[]) order by t.unit_id`.execute(tx);
  return follow(tx, {
    date: today,
    placed,
    closed: closed.filter((c) => c.to === null).map((c) => c.from),
    successions: closed.filter((c): c is { from: string; to: string } => c.to !== null),
  });
}

/**
 * The turn of the day: what was planned for the days since the last turn becomes today's tree. Called at start and
 * every half minute; does nothing on a day it has seen. Safe in several processes: the setting's row is the lock.
 */
export async function turnDay(tx: Tx, today: string): Promise<boolean> {
  await sql`insert into kernel.setting (key, value) values ('org.day', to_jsonb(${today}::text))
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ day: string }>`
    select value #>> '{}' as day from kernel.setting where key = 'org.day' for update`.execute(tx);
  const last = rows[0]!.day;
  if (last >= today) return false;
  const since = sql`daterange(${last}::date, ${today}::date, '(]')`;
  const { rows: due } = await sql<{ id: string }>`
    select unit_id as id from org.unit_version where ${since} @> lower(valid)
    union select id from org.unit where ${since} @> closed_on`.execute(tx);
  // In the order of their dates, so that what is put right by a later one is put right last.
  const { rows: operations } = await sql<{ id: string; date: string }>`
    select id, effective_on as date from org.operation
    where ${since} @> effective_on and undone_at is null order by effective_on, seq`.execute(tx);
  await settle(
    tx,
    due.map((d) => d.id),
    today,
    [],
  );
  for (const operation of operations) {
    const moved = await settle(tx, [], today, [operation.id]);
    await sql`update org.operation set result = result || jsonb_build_object('peopleMoved', ${moved}::int)
      where id = ${operation.id}`.execute(tx);
  }
  await sql`update kernel.setting set value = to_jsonb(${today}::text), updated_at = now()
    where key = 'org.day'`.execute(tx);
  if (due.length > 0) await announce(tx, { kind: 'unit' });
  return true;
}
