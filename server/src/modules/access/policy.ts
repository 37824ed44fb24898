import type { Actor } from '../../kernel/actor.ts';
import { mayAppoint } from '../org/index.ts';

export { mayAppoint };

/** A post held by an account that somebody wants to manage. */
export interface HeldPost {
  readonly permissions: readonly string[];
  readonly lineage: readonly string[];
}

/**
 * May the actor reset, disable or enable an account? Only if they could have given every post it holds: else a
 * registrar could take over the county officer who also teaches at the school. Pure.
 */
export function mayManage(actor: Actor, posts: readonly HeldPost[]): boolean {
  return posts.length > 0 && posts.every((post) => mayAppoint(actor, post.permissions, post.lineage));
}
