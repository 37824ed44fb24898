import type { TokenView } from '@lianfang/contract/account';
import type { Permission } from '@lianfang/contract/permissions';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { hashSecret, newToken } from './secrets.ts';
import { auditAccount } from './trail.ts';

export interface NewToken {
  readonly accountId: string;
  readonly name: string;
  /** RFC 3339. */
  readonly expiresAt: string;
  /** What it may do, of what the account may; absent = all of it. */
  readonly permissions?: readonly Permission[] | undefined;
}

/** Makes a personal API token. The secret is returned once and only its hash is kept. The caller audits. */
export async function createToken(tx: Tx, token: NewToken): Promise<{ id: string; secret: string }> {
  const secret = newToken();
  const { rows } = await sql<{ id: string }>`
    insert into access.token (account_id, name, hash, hint, permissions, expires_at)
    values (${token.accountId}, ${token.name}, ${hashSecret(secret)}, ${secret.slice(-4)},
      ${token.permissions ? [...token.permissions] : null}::text[], ${token.expiresAt}::timestamptz)
    returning id`.execute(tx);
  return { id: rows[0]!.id, secret };
}

/** The account's tokens that still work, newest first. */
export async function readTokens(tx: Tx, accountId: string, now: string): Promise<TokenView[]> {
  const { rows } = await sql<TokenView>`
    select id, name, hint, permissions, created_at as "createdAt", expires_at as "expiresAt",
      last_used_on as "lastUsedOn"
    from access.token where account_id = ${accountId} and revoked_at is null and expires_at > ${now}::timestamptz
    order by id desc`.execute(tx);
  return rows;
}

/** @throws Problem kernel.not-found */
export async function revokeToken(tx: Tx, accountId: string, id: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    update access.token set revoked_at = now()
    where id = ${id}::bigint and account_id = ${accountId} and revoked_at is null returning name`.execute(tx);
  if (!rows[0]) throw new Problem('kernel.not-found');
  await auditAccount(tx, accountId, 'token.revoke', accountId, { name: rows[0].name });
  await announce(tx, { kind: 'account', accountId });
}
