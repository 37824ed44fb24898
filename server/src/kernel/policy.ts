import type { Permission } from '@lianfang/contract/permissions';
import type { Actor, Holding, UnitFacts } from './actor.ts';

/** The holding by which the actor may do this at this unit, or undefined. Pure. */
export function grantFor(actor: Actor, permission: Permission, unit: UnitFacts): Holding | undefined {
  return actor.holdings.find((h) => h.permissions.has(permission) && unit.lineage.includes(h.unitId));
}

/** The units in whose subtrees the actor holds the permission: the row scope of a request. Pure. */
export function scopeOf(actor: Actor, permission: Permission): readonly string[] {
  return [...new Set(actor.holdings.filter((h) => h.permissions.has(permission)).map((h) => h.unitId))];
}

/** How a holding is written into the audit: 'class-teacher@1203'. */
export const holdingLabel = (h: Holding): string => `${h.postKind}@${h.unitId}`;
