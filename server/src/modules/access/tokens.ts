import type { Permission } from '@lianfang/contract/permissions';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { hashSecret, newToken } from './secrets.ts';

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
