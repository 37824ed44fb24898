import { sql } from 'kysely';
import { type AuditEntry, audit } from '../../kernel/audit.ts';
import type { Tx } from '../../kernel/db.ts';

/** Chain of what concerns an account that holds no post (yet): no area's. */
export const PLATFORM = '0';

/** Where what happens to an account is written: the unit of its first post and that unit's area. */
export async function placeOf(tx: Tx, accountId: string): Promise<{ areaId: string; unitId: string | null }> {
  const { rows } = await sql<{ area_id: string; unit_id: string }>`
    select u.area_id, u.id as unit_id from org.holding h join org.unit u on u.id = h.unit_id
    join org.post_kind p on p.code = h.post_kind
    where h.account_id = ${accountId} order by upper(h.valid) desc nulls first, p.sort, h.id limit 1`.execute(
    tx,
  );
  const row = rows[0];
  return { areaId: row?.area_id ?? PLATFORM, unitId: row?.unit_id ?? null };
}

/** Audits something about an account, by itself unless another `actor` did it. */
export async function auditAccount(
  tx: Tx,
  accountId: string,
  verb: string,
  actor: string = accountId,
  detail?: AuditEntry['detail'],
): Promise<void> {
  const { areaId, unitId } = await placeOf(tx, accountId);
  await audit(tx, areaId, [{ actor, verb, object: `account:${accountId}`, unitId, detail }]);
}

/** @throws Error when there is no such account: the caller has just authenticated it. */
export async function usernameOf(tx: Tx, accountId: string): Promise<string> {
  const { rows } = await sql<{ username: string }>`
    select username from access.account where id = ${accountId}`.execute(tx);
  return rows[0]!.username;
}
