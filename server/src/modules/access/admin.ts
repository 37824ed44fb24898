import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { auditAccount } from './trail.ts';

/** Disables an account (its sessions end and its tokens stop working) or enables it again. */
export async function setDisabled(tx: Tx, accountId: string, disabled: boolean, by: string): Promise<void> {
  await sql`update access.account set disabled_at = ${disabled ? sql`now()` : null}, updated_at = now()
    where id = ${accountId}`.execute(tx);
  if (disabled) await sql`delete from access.session where user_id = ${accountId}`.execute(tx);
  await auditAccount(tx, accountId, disabled ? 'account.disable' : 'account.enable', by);
  await announce(tx, { kind: 'account', accountId });
}
