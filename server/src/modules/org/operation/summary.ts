import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { Plan, PlanNote } from './plan.ts';

export type ChangeKind = 'create' | 'close' | 'move' | 'rename' | 'edit';

export interface UnitState {
  readonly name: string;
  readonly parent: string | null;
  readonly territory: string | null;
}
export interface ChangedUnit {
  readonly id: string;
  readonly kind: string;
  readonly change: ChangeKind;
  /** Name of the unit, of its parent and of its territory; absent before creation and after closing. */
  readonly before?: UnitState;
  readonly after?: UnitState;
}

/** What an operation changed (or would change). */
export interface OperationResult {
  readonly totals: Readonly<Record<ChangeKind | 'follow', number>>;
  /** The first units of each; `totals` counts all. */
  readonly units: readonly ChangedUnit[];
  readonly notes: readonly PlanNote[];
  /** What other modules keep at the units, by name: pupils, staff, slots … */
  readonly counts: Readonly<Record<string, number>>;
  readonly endedPosts: readonly { id: string; valid: string; post: string; unit: string }[];
  /** Rows that left or changed their unit when it took effect. */
  readonly peopleMoved: number;
}

const LISTED = 300;
type State = UnitState & { readonly id: string; readonly kind: string };

async function read(tx: Tx, ids: readonly string[], on: string): Promise<ReadonlyMap<string, State>> {
  const { rows } = await sql<State>`
    select u.id, u.kind, v.name, p.name as parent, t.name as territory
    from org.unit_version v join org.unit u on u.id = v.unit_id
    left join org.unit_version p on p.unit_id = v.parent_id and p.valid @> ${on}::date
    left join org.unit_version t on t.unit_id = v.territory_id and t.valid @> ${on}::date
    where v.unit_id = any(${ids}::bigint[]) and v.valid @> ${on}::date`.execute(tx);
  return new Map(rows.map((r) => [r.id, r]));
}

async function compare(
  tx: Tx,
  before: ReadonlyMap<string, State>,
  plan: Plan,
  made: readonly string[],
  on: string,
  dependents: number,
): Promise<Pick<OperationResult, 'totals' | 'units' | 'notes'>> {
  const after = await read(tx, [...before.keys(), ...made], on);
  const touched = plan.changes.map((c): ChangedUnit => {
    const was = before.get(c.unit)!;
    const now = after.get(c.unit);
    const change: ChangeKind = !now
      ? 'close'
      : c.parent || c.territory || c.clear_territory
        ? 'move'
        : c.name !== undefined && c.name !== was.name
          ? 'rename'
          : 'edit';
    return { id: c.unit, kind: was.kind, change, before: state(was), ...(now && { after: state(now) }) };
  });
  const units = [
    ...touched,
    ...made.map((id): ChangedUnit => {
      const now = after.get(id)!;
      return { id, kind: now.kind, change: 'create', after: state(now) };
    }),
  ];
  const moves = touched.some((u) => u.change === 'move');
  const follow = moves ? dependents - touched.length : 0;
  const totals = { create: 0, close: 0, move: 0, rename: 0, edit: 0, follow };
  for (const u of units) totals[u.change]++;
  return { totals, units: units.slice(0, LISTED), notes: plan.notes };
}

const state = ({ name, parent, territory }: State): UnitState => ({ name, parent, territory });

export const summarise = { read, compare };
