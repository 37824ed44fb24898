import type { DeviceSession } from '@lianfang/contract/access';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { auditAccount } from './trail.ts';

/** The account's open sessions, latest first. `currentId` marks the one that asks. */
export async function readDevices(
  tx: Tx,
  accountId: string,
  currentId: string | undefined,
): Promise<DeviceSession[]> {
  const { rows } = await sql<Omit<DeviceSession, 'current'>>`
    select id, created_at as "createdAt", updated_at as "lastSeenAt", ip_address as address, user_agent as agent
    from access.session where user_id = ${accountId} and expires_at > now() order by updated_at desc`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, current: row.id === currentId }));
}

/** Signs out one device of the account. @throws Problem kernel.not-found */
export async function endSession(tx: Tx, accountId: string, id: string): Promise<void> {
  const ended = await sql`delete from access.session where id = ${id} and user_id = ${accountId}`.execute(tx);
  if (ended.numAffectedRows === 0n) throw new Problem('kernel.not-found');
  await auditAccount(tx, accountId, 'session.end');
  await announce(tx, { kind: 'account', accountId });
}

/** Signs out every device but the one that asks. Returns how many. */
export async function endOtherSessions(
  tx: Tx,
  accountId: string,
  currentId: string | undefined,
): Promise<number> {
  const ended = await sql`delete from access.session
    where user_id = ${accountId} and id is distinct from ${currentId ?? null}`.execute(tx);
  const count = Number(ended.numAffectedRows ?? 0n);
  await auditAccount(tx, accountId, 'session.end-others', accountId, { count });
  await announce(tx, { kind: 'account', accountId });
  return count;
}
