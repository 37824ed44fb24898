import type { Tx } from '../../kernel/db.ts';

/** A unit and where it hangs from a date on. */
export interface PlacedUnit {
  readonly id: string;
  readonly areaId: string;
  readonly schoolId: string | null;
  readonly lineage: readonly string[];
}

/** What changed in today's tree. Sets, to be followed by set-based SQL: a county's promotion is one call. */
export interface TreeChange {
  /** The first day of the change, a business date. */
  readonly date: string;
  /** Units whose area, school or lineage is new. */
  readonly placed: readonly PlacedUnit[];
  /** Closed units without a successor: who was there has left. */
  readonly closed: readonly string[];
  /** Closed units whose people go to another one. */
  readonly successions: readonly { readonly from: string; readonly to: string }[];
}

/**
 * What another module keeps at units and must keep in step, registered in its start(): org may not import it.
 * Rows that carry the lineage of their date (facts) are never touched by a follower.
 */
export interface UnitFollower {
  readonly name: string;
  /** For the preview: how many of what stand at these units, e.g. `{ pupils: 812, staff: 40 }`. */
  count(tx: Tx, unitIds: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /**
   * Follows in the transaction (scope: the platform) in which the change becomes today's tree. Returns how many
   * rows left or changed their unit; such an operation can no longer be undone.
   */
  follow(tx: Tx, change: TreeChange): Promise<number>;
}

const followers = new Map<string, UnitFollower>();

/** Registers a follower; the same name again replaces it (one application after another in a test process). */
export function followUnits(follower: UnitFollower): void {
  followers.set(follower.name, follower);
}

export async function countAt(tx: Tx, unitIds: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const follower of followers.values()) Object.assign(counts, await follower.count(tx, unitIds));
  return counts;
}

export async function follow(tx: Tx, change: TreeChange): Promise<number> {
  if (change.placed.length + change.closed.length + change.successions.length === 0) return 0;
  let moved = 0;
  for (const follower of followers.values()) moved += await follower.follow(tx, change);
  return moved;
}
