import type { Permission } from '@lianfang/contract/permissions';
import type { Actor, UnitDirectory, UnitFacts } from '../../kernel/actor.ts';
import { grantFor } from '../../kernel/policy.ts';
import { Problem } from '../../kernel/problem.ts';

/** What the actor may do with a unit. `parent`: null at the top, where only the unit's own holders decide. */
export function abilitiesAt(
  actor: Actor,
  unit: UnitFacts,
  parent: UnitFacts | null,
): Record<string, boolean> {
  const has = (permission: Permission, at: UnitFacts = unit) => grantFor(actor, permission, at) !== undefined;
  const above = has('unit.manage', parent ?? unit);
  return {
    create: has('unit.manage'),
    edit: has('unit.manage'),
    rename: has('unit.manage'),
    promote: has('unit.manage'),
    // Where a unit hangs and whether it exists is decided above it: a school cannot move itself out of its county.
    move: above,
    merge: above,
    close: above,
    posts: has('post.manage'),
    calendar: has('calendar.manage'),
    parameters: has('parameter.manage'),
    people: has('person.import'),
  };
}

/** A unit named in the input, in the actor's scope for this permission. @throws Problem kernel.not-found */
export async function unitInScope(
  units: UnitDirectory,
  actor: Actor,
  permission: Permission,
  id: string,
): Promise<UnitFacts> {
  const unit = await units.get(id);
  if (!unit || !grantFor(actor, permission, unit)) throw new Problem('kernel.not-found');
  return unit;
}
