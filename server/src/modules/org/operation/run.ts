import type { OperationEffect, OperationInput } from '@lianfang/contract/orgOperations';
import { sql } from 'kysely';
import type { Actor, UnitDirectory, UnitFacts } from '../../../kernel/actor.ts';
import type { Scope, Tx } from '../../../kernel/db.ts';
import { grantFor } from '../../../kernel/policy.ts';
import { Problem } from '../../../kernel/problem.ts';
import { unitInScope } from '../abilities.ts';
import { asAsked, placingFault } from '../domain/placing.ts';
import { readKinds } from '../kinds.ts';
import { planClose } from './close.ts';
import { planMerge } from './merge.ts';
import type { Plan, PlanUnit, UnitChange } from './plan.ts';
import { planPromotion } from './promote.ts';
import { mainLine, subtreeOn } from './read.ts';
import type { OperationResult } from './summary.ts';

/**
 * An operation touches rows of other modules (who is in a class that moves), which the asker's own scope need
 * not hold: its rights were decided on the units, so the platform carries it out.
 */
export async function inPlatformScope<T>(tx: Tx, scope: Scope, work: () => Promise<T>): Promise<T> {
  const set = (value: string) => sql`select set_config('lf.scope', ${value}, true)`.execute(tx);
  await set('*');
  const result = await work();
  await set(scope === '*' ? '*' : `{${scope.join(',')}}`);
  return result;
}

interface Context {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly unit: UnitFacts;
  readonly units: UnitDirectory;
}

/** Where a unit hangs and whether it exists is decided above it. @throws Problem kernel.forbidden */
async function requireAbove({ actor, unit, units }: Context): Promise<void> {
  const parent = unit.parentId === null ? null : await units.get(unit.parentId);
  if (!grantFor(actor, 'unit.manage', parent ?? unit)) {
    throw new Problem('kernel.forbidden', { permission: 'unit.manage' });
  }
}

/** Checks rights on every unit named and works out the plan. Writes nothing. */
export async function planFor(context: Context, input: OperationInput): Promise<Plan> {
  const { tx, unit, actor, units } = context;
  if (input.type === 'move' || input.type === 'merge' || input.type === 'close') await requireAbove(context);
  const subtree = await subtreeOn(tx, unit.id, input.effectiveOn);
  const self = subtree[0];
  if (!self) throw new Problem('org.not-open', { name: unit.name, date: input.effectiveOn });
  switch (input.type) {
    case 'rename':
      return changing({ unit: unit.id, name: input.name.trim() }, self.name !== input.name.trim());
    case 'close':
      return planClose(subtree);
    case 'promote': {
      const plan = planPromotion(mainLine(subtree), {
        effectiveOn: input.effectiveOn,
        createFirst: input.createFirst ?? true,
        newClasses: input.newClasses ?? {},
      });
      const nothing = plan.changes.length === 0 && plan.creates.length === 0;
      if (nothing && plan.notes.some((n) => n.code === 'already-promoted'))
        throw new Problem('org.already-promoted', { year: input.effectiveOn.slice(0, 4), name: self.name });
      return plan;
    }
    case 'move':
      return planMove(context, self, input);
    case 'merge': {
      const into = await unitInScope(units, actor, 'unit.manage', input.intoId);
      const intoTree = await subtreeOn(tx, into.id, input.effectiveOn);
      if (!intoTree[0]) throw new Problem('org.not-open', { name: into.name, date: input.effectiveOn });
      if (intoTree[0].lineage.includes(unit.id)) throw new Problem('org.into-itself');
      if (into.kind !== unit.kind) throw new Problem('org.merge-kinds');
      return planMerge(subtree, intoTree);
    }
  }
}

const changing = (change: UnitChange, differs: boolean): Plan => {
  if (!differs) throw new Problem('org.nothing-changes');
  return { changes: [change], creates: [], notes: [] };
};

async function planMove(
  { tx, unit, actor, units }: Context,
  self: PlanUnit,
  input: Extract<OperationInput, { type: 'move' }>,
): Promise<Plan> {
  const standing = async (id: string | null | undefined) => {
    if (id === undefined || id === null) return undefined;
    const [found] = await subtreeOn(tx, id, input.effectiveOn);
    return found ? { ...found, closed_on: null } : null;
  };
  if (input.parentId !== undefined) await unitInScope(units, actor, 'unit.manage', input.parentId);
  // Any street of the same county may take the unit in, whoever looks after that street.
  if (input.territoryId) {
    const street = await units.get(input.territoryId);
    if (street?.areaId !== unit.areaId) await unitInScope(units, actor, 'unit.manage', input.territoryId);
  }
  const parent = await standing(input.parentId);
  const territory = await standing(input.territoryId);
  if (parent?.lineage.includes(unit.id)) throw new Problem('org.into-itself');
  const kinds = await readKinds(tx);
  const stays = self.parent === null ? undefined : await standing(self.parent);
  const fault = placingFault(kinds, {
    kind: unit.kind,
    parent: input.parentId === undefined ? stays : parent,
    territory,
  });
  if (fault) throw new Problem('org.bad-placing', {}, [asAsked(fault)]);
  const differs =
    (input.parentId !== undefined && input.parentId !== self.parent) ||
    (input.territoryId !== undefined && input.territoryId !== self.territory);
  const change: UnitChange = {
    unit: unit.id,
    ...(input.parentId !== undefined && { parent: input.parentId }),
    ...(input.territoryId === null && { clear_territory: true }),
    ...(input.territoryId && { territory: input.territoryId }),
  };
  const plan = changing(change, differs);
  // Its old street stays its territorial line, and with it the old county keeps seeing it, unless that is moved too.
  const stayed = input.parentId !== undefined && input.territoryId === undefined && self.territory !== null;
  const region = parent?.lineage ?? [];
  const street = stayed ? await units.get(self.territory!) : null;
  if (!street || region.includes(street.areaId)) return plan;
  return { ...plan, notes: [{ code: 'territory-elsewhere', unit: unit.id, name: unit.name }] };
}

export const presentEffect = ({ endedPosts, ...result }: OperationResult): OperationEffect => ({
  totals: { ...result.totals },
  units: result.units.map((u) => ({ ...u })),
  notes: result.notes.map((n) => ({ ...n })),
  counts: { ...result.counts },
  peopleMoved: result.peopleMoved,
  endedPosts: endedPosts.length,
});
