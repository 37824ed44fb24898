import { sql } from 'kysely';
import type { Actor, Holding } from './actor.ts';
import type { Tx } from './db.ts';
import { holdingLabel } from './policy.ts';

/** One line of the audit: who, holding which post, did what to which object (`type:id`). */
export interface AuditEntry {
  readonly actor: string;
  readonly holding?: string | undefined;
  readonly verb: string;
  readonly object: string;
  readonly unitId?: string | null | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

export const byActor = (actor: Actor, holding?: Holding): Pick<AuditEntry, 'actor' | 'holding'> => ({
  actor: actor.accountId,
  holding: holding && holdingLabel(holding),
});

/** Appends to the hash chain of an area in the caller's transaction (DESIGN, invariant 2). */
export async function audit(tx: Tx, areaId: string, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`select kernel.audit_append(${areaId}::bigint, ${JSON.stringify(entries)}::jsonb)`.execute(tx);
}
