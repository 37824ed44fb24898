import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { newOperationId, record } from './apply.ts';
import { summarise } from './summary.ts';
import { type StoredOperation, undoOperation } from './undo.ts';

/** The list that units come from: who imported it, when. `importId` finds its operations again. */
export interface ListOrigin {
  readonly importId: string;
  readonly accountId: string;
  readonly today: string;
  readonly now: string;
}

const NO_PLAN = { changes: [], creates: [], notes: [] };

/**
 * Writes down that a list made these units, from the top down, as operations: their history says where they come
 * from, and undo takes them back. One operation an area, so that each county sees its own.
 */
export async function recordMade(tx: Tx, ids: readonly string[], origin: ListOrigin): Promise<void> {
  const { rows } = await sql<{ id: string; area_id: string; opened_on: string }>`
    select u.id, u.area_id, u.opened_on from unnest(${ids}::bigint[]) with ordinality n(id, position)
    join org.unit u on u.id = n.id order by n.position`.execute(tx);
  for (const [areaId, units] of Map.groupBy(rows, (r) => r.area_id)) {
    const made = units.map((u) => u.id);
    const op = {
      id: await newOperationId(tx),
      type: 'edit' as const,
      unitId: made[0]!,
      areaId,
      effectiveOn: origin.today,
      accountId: origin.accountId,
      request: { import: origin.importId },
      at: origin.now,
    };
    const compared = await summarise.compare(tx, new Map(), NO_PLAN, made, origin.today, 0);
    await record(tx, op, NO_PLAN, { ...compared, counts: {}, endedPosts: [], peopleMoved: 0 }, [], made);
  }
}

/**
 * Takes back what a list made and changed, the last first.
 * @throws Problem org.undo-later, org.undo-in-use where something depends on it by now
 */
export async function undoList(tx: Tx, origin: ListOrigin): Promise<number> {
  const { rows } = await sql<StoredOperation>`
    select id, type, unit_id, area_id, effective_on, seq, undone_at, result from org.operation
    where request->>'import' = ${origin.importId} and undone_at is null order by seq desc`.execute(tx);
  for (const op of rows) await undoOperation(tx, op, origin.accountId, origin.today, origin.now);
  return rows.length;
}
