import type { Permission } from '@lianfang/contract/permissions';
import type { Actor, Holding } from '../../kernel/actor.ts';

/**
 * Permissions that give power over others' power. A post that has one may be given only by somebody who has
 * it for that unit: a registrar appoints class teachers and principals, not administrators.
 */
const CONTROL: readonly Permission[] = [
  'platform.admin',
  'account.manage',
  'parameter.manage',
  'post.manage',
];

/** What somebody must hold at a unit to give a post there that carries this permission. Pure. */
export const neededToGive = (permission: Permission): readonly Permission[] =>
  CONTROL.includes(permission) ? ['post.manage', permission] : ['post.manage'];

const holdingsAt = (actor: Actor, lineage: readonly string[]): readonly Holding[] =>
  actor.holdings.filter((h) => lineage.includes(h.unitId));

/** May the actor give a post with these permissions at a unit of this lineage? Pure. */
export function mayAppoint(
  actor: Actor,
  post: ReadonlySet<string> | readonly string[],
  lineage: readonly string[],
): boolean {
  const own = new Set(holdingsAt(actor, lineage).flatMap((h) => [...h.permissions]));
  const given = new Set(post);
  return own.has('post.manage') && CONTROL.every((p) => !given.has(p) || own.has(p));
}
