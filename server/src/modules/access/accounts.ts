import { hashPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { type Appointment, appoint } from '../org/index.ts';

/** An account to make, with the posts its holder begins with. */
export interface NewAccount {
  /** 3–40 letters, digits, `.`, `_`, `-`; upper and lower case are the same. */
  readonly username: string;
  readonly name: string;
  /** Plain, to be hashed (about 50 ms each); or `passwordHash` from `hashPassword`, for many with one password. */
  readonly password?: string;
  readonly passwordHash?: string;
  readonly personId?: string;
  /** True for passwords that somebody else chose. Default true. */
  readonly mustChangePassword?: boolean;
  readonly holdings?: readonly Omit<Appointment, 'accountId'>[];
}

export { hashPassword };

/** Everyone has one: better-auth asks for it. `.invalid` is never a real domain (RFC 2606). */
export const placeholderEmail = (username: string): string => `${username}@account.invalid`;

/**
 * Makes accounts, their passwords and their holdings in the caller's transaction, in a few statements however many
 * they are; ids in the order given. The caller audits.
 * @throws Problem access.username-taken; and what `appoint` throws.
 */
export async function createAccounts(tx: Tx, accounts: readonly NewAccount[]): Promise<readonly string[]> {
  if (accounts.length === 0) return [];
  const rows = await Promise.all(
    accounts.map(async (a, i) => ({
      position: i,
      username: a.username.toLowerCase(),
      email: placeholderEmail(a.username.toLowerCase()),
      name: a.name,
      person_id: a.personId ?? null,
      must_change_password: a.mustChangePassword ?? true,
      password: a.passwordHash ?? (await hashPassword(a.password!)),
    })),
  );
  const made = await sql<{ id: string }>`
    with given as (
      select uuidv7()::text as id, g.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(position integer,
        username text, email text, name text, person_id bigint, must_change_password boolean, password text)
    ), account as (
      insert into access.account (id, username, email, name, person_id, must_change_password)
      select id, username, email, name, person_id, must_change_password from given returning id
    ), credential as (
      insert into access.credential (user_id, account_id, provider_id, password)
      select g.id, g.id, 'credential', g.password from given g join account a using (id)
    ) select id from given order by position`.execute(tx);
  const ids = made.rows.map((r) => r.id);
  await appoint(
    tx,
    accounts.flatMap((a, i) => (a.holdings ?? []).map((h) => ({ ...h, accountId: ids[i]! }))),
  );
  return ids;
}

/** Names by account id, for other modules' screens; accounts that do not exist are absent. */
export async function namesOfAccounts(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from access.account where id = any(${accountIds}::text[])`.execute(tx);
  return new Map(rows.map((r) => [r.id, r.name]));
}
