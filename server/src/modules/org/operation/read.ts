import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { PlanUnit } from './plan.ts';

/** Units below `id` (itself first) on either line, as they stand on a date. */
export async function subtreeOn(tx: Tx, id: string, date: string): Promise<readonly PlanUnit[]> {
  const { rows } = await sql<PlanUnit>`
    select u.id, u.code, u.kind, k.role, v.name, v.parent_id as parent, v.territory_id as territory,
      v.school_id as school, v.lineage::text[] as lineage, v.attributes, u.sort
    from org.unit_version v join org.unit u on u.id = v.unit_id join org.unit_kind k on k.code = u.kind
    where v.lineage @> array[${id}::bigint] and v.valid @> ${date}::date
    order by (u.id = ${id}::bigint) desc, k.level, u.sort, u.id`.execute(tx);
  return rows;
}

/** The subtree on the main line only: what goes with the unit when it moves or closes. */
export function mainLine(units: readonly PlanUnit[]): readonly PlanUnit[] {
  const inside = new Set<string>();
  for (const unit of units) {
    if (inside.size === 0 || (unit.parent !== null && inside.has(unit.parent))) inside.add(unit.id);
  }
  // A parent may come after its child when kinds share a level: repeat until nothing more joins.
  for (let before = -1; before !== inside.size; ) {
    before = inside.size;
    for (const unit of units) if (unit.parent !== null && inside.has(unit.parent)) inside.add(unit.id);
  }
  return units.filter((u) => inside.has(u.id));
}
