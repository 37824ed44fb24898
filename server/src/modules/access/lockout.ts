import { sql } from 'kysely';
import Type from 'typebox';
import { type Clock, dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import { parameter, parameterAt } from '../../kernel/parameter.ts';

/** After so many failures in a row the account rests for so many minutes. */
export const lockoutParameter = parameter({
  key: 'access.lockout',
  schema: Type.Object({
    failures: Type.Integer({ minimum: 3, maximum: 100 }),
    minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  }),
  fallback: { failures: 5, minutes: 15 },
  source: 'GB/T 22239-2019 8.1.4.1 b); NIST SP 800-63B-4 3.2.2 (at most 100)',
  zh: '连续登录失败锁定',
  en: 'Lockout after failed sign-ins',
  platform: true,
});

export interface SignInFacts {
  readonly id: string;
  readonly lockedUntil: string | null;
  readonly disabled: boolean;
}

export async function readForSignIn(tx: Tx, username: string): Promise<SignInFacts | null> {
  const { rows } = await sql<SignInFacts>`
    select id, locked_until as "lockedUntil", disabled_at is not null as disabled
    from access.account where username = ${username.toLowerCase()}`.execute(tx);
  return rows[0] ?? null;
}

/** The rule in force today. */
export const lockoutRule = (tx: Tx, clock: Clock): Promise<{ failures: number; minutes: number }> =>
  parameterAt(tx, lockoutParameter, [], dateOf(clock).toString());

/** Counts a failure; locks the account when it was one too many. Returns whether it is locked now. */
export async function recordFailure(tx: Tx, accountId: string, clock: Clock): Promise<boolean> {
  const { failures, minutes } = await lockoutRule(tx, clock);
  const until = clock.now().add({ minutes }).toString();
  const { rows } = await sql<{ locked: boolean }>`
    update access.account set
      failed_sign_ins = case when failed_sign_ins + 1 >= ${failures} then 0 else failed_sign_ins + 1 end,
      locked_until = case when failed_sign_ins + 1 >= ${failures} then ${until}::timestamptz else locked_until end
    where id = ${accountId} returning locked_until = ${until}::timestamptz as locked`.execute(tx);
  return rows[0]?.locked ?? false;
}

export async function recordSuccess(tx: Tx, accountId: string): Promise<void> {
  await sql`update access.account set failed_sign_ins = 0, locked_until = null
    where id = ${accountId} and (failed_sign_ins > 0 or locked_until is not null)`.execute(tx);
}

/** What a disabled account's right password has opened is closed again. */
export async function endSessions(tx: Tx, accountId: string): Promise<void> {
  await sql`delete from access.session where user_id = ${accountId}`.execute(tx);
}
