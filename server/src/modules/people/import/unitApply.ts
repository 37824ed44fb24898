import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/problem.ts';
import { createUnits, type ListOrigin, recordMade, upsertUnits } from '../../org/index.ts';
import type { UnitDecision, UnitPlan } from './unitPlan.ts';

interface Made {
  readonly id: string;
  readonly code: string;
  readonly root: string;
}

/** Code of a unit and the topmost unit above it on the main line: org matches codes below that. */
async function facts(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Made>> {
  const { rows } = await sql<Made>`
    with recursive up as (
      select id as start, id, parent_id, code from org.unit where id = any(${ids}::bigint[])
      union all select up.start, u.id, u.parent_id, up.code from up join org.unit u on u.id = up.parent_id)
    select start as id, code, id as root from up where parent_id is null`.execute(tx);
  return new Map(rows.map((r) => [r.id, r]));
}

/**
 * Writes a list of units in the caller's transaction, from the top down: a wave makes what hangs below what is there.
 * Rows whose unit above was rejected are left over; the caller has rejected them too.
 */
export async function applyUnits(tx: Tx, plan: UnitPlan, origin: ListOrigin): Promise<void> {
  const { today } = origin;
  const ids = new Map<string, string>();
  let open = plan.decisions.filter((d) => d.action !== 'unchanged');
  for (const d of plan.decisions) if (!d.key.startsWith('row:')) ids.set(d.key, d.key);
  const idOf = (key: string): string | undefined => (key.startsWith('row:') ? ids.get(key) : key);
  while (open.length > 0) {
    const placed = open.filter((d) => d.parent === null || idOf(d.parent) !== undefined);
    const soon = new Set(placed.map((d) => d.key));
    const known = (key: string): boolean => idOf(key) !== undefined || soon.has(key);
    const ready = placed.filter((d) => d.territory === null || known(d.territory.key));
    if (ready.length === 0) throw new Problem('org.bad-placing');
    const roots = ready.filter((d) => d.parent === null && d.action === 'new');
    const made = await createUnits(
      tx,
      roots.map((d) => ({
        kind: d.kind,
        name: d.name,
        code: d.code ?? undefined,
        openedOn: today,
        attributes: d.attributes,
      })),
      today,
    );
    roots.forEach((d, i) => {
      ids.set(d.key, made[i]!.id);
    });
    const rest = ready.filter((d) => !roots.includes(d));
    const above = await facts(
      tx,
      rest.map((d) => idOf(d.parent ?? d.key)!),
    );
    const groups = Map.groupBy(rest, (d) => above.get(idOf(d.parent ?? d.key)!)!.root);
    for (const [root, group] of groups) await upsertBelow(tx, root, group, above, { ids, idOf, origin });
    open = open.filter((d) => !ready.includes(d));
  }
  const fresh = plan.decisions.filter((d) => d.action === 'new');
  await recordMade(tx, [...new Set(fresh.map((d) => ids.get(d.key)!))], origin);
}

interface Wave {
  readonly ids: Map<string, string>;
  readonly idOf: (key: string) => string | undefined;
  readonly origin: ListOrigin;
}

async function upsertBelow(
  tx: Tx,
  root: string,
  group: readonly UnitDecision[],
  above: ReadonlyMap<string, Made>,
  wave: Wave,
): Promise<void> {
  const results = await upsertUnits(
    tx,
    group.map((d) => ({
      code: d.code ?? undefined,
      kind: d.kind,
      name: d.name,
      parentCode: d.parent === null ? undefined : above.get(wave.idOf(d.parent)!)!.code,
      territoryCode: d.territory?.code ?? undefined,
      attributes: d.attributes,
    })),
    { underId: root, ...wave.origin },
  );
  group.forEach((d, i) => {
    wave.ids.set(d.key, results[i]!.id);
  });
}
