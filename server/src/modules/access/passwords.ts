import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { passwordFault } from './domain/password.ts';
import { auditAccount } from './trail.ts';

/** @throws Problem access.password-<fault> */
export function assertPassword(password: string, username: string): void {
  const fault = passwordFault(password, username);
  if (fault) throw new Problem(`access.password-${fault}`);
}

interface PasswordRow {
  readonly username: string;
  readonly password: string;
}

async function readPassword(tx: Tx, accountId: string): Promise<PasswordRow> {
  const { rows } = await sql<PasswordRow>`
    select a.username, c.password from access.account a
    join access.credential c on c.user_id = a.id and c.provider_id = 'credential'
    where a.id = ${accountId} for update of c`.execute(tx);
  if (!rows[0]) throw new Problem('kernel.not-found');
  return rows[0];
}

/** Sets a password; every session but `keepSession` ends. */
async function setPassword(
  tx: Tx,
  accountId: string,
  password: string,
  options: { mustChange: boolean; keepSession?: string | undefined },
): Promise<void> {
  const hash = await hashPassword(password);
  await sql`update access.credential set password = ${hash}, updated_at = now()
    where user_id = ${accountId} and provider_id = 'credential'`.execute(tx);
  await sql`update access.account set must_change_password = ${options.mustChange}, failed_sign_ins = 0,
    locked_until = null, updated_at = now() where id = ${accountId}`.execute(tx);
  await sql`delete from access.session where user_id = ${accountId}
    and id is distinct from ${options.keepSession ?? null}`.execute(tx);
  await announce(tx, { kind: 'account', accountId });
}

/** Returns how many ended. */
async function revokeTokens(tx: Tx, accountId: string): Promise<number> {
  const ended = await sql`update access.token set revoked_at = now()
    where account_id = ${accountId} and revoked_at is null`.execute(tx);
  return Number(ended.numAffectedRows ?? 0n);
}

/** The holder's own change; personal tokens stay unless they are to end. @throws Problem access.wrong-password, access.password-<fault> */
export async function changePassword(
  tx: Tx,
  accountId: string,
  body: { current: string; next: string; revokeTokens?: boolean },
  keepSession: string | undefined,
): Promise<void> {
  const { username, password: hash } = await readPassword(tx, accountId);
  if (!(await verifyPassword({ hash, password: body.current }))) throw new Problem('access.wrong-password');
  assertPassword(body.next, username);
  if (body.next === body.current) throw new Problem('access.password-common');
  await setPassword(tx, accountId, body.next, { mustChange: false, keepSession });
  const ended = body.revokeTokens ? await revokeTokens(tx, accountId) : 0;
  await auditAccount(
    tx,
    accountId,
    'account.change-password',
    accountId,
    ended > 0 ? { tokensRevoked: ended } : {},
  );
}

/** An administrator hands out a new one; it must be changed at the next sign-in. Tokens made before end. */
export async function handOutPassword(
  tx: Tx,
  accountId: string,
  password: string,
  by: string,
): Promise<void> {
  await setPassword(tx, accountId, password, { mustChange: true });
  await revokeTokens(tx, accountId);
  await auditAccount(tx, accountId, 'account.reset-password', by);
}
