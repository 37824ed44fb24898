import type { Clock } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import { lockoutRule } from './lockout.ts';

interface Stranger {
  readonly failures: number;
  /** Epoch milliseconds; 0 = not locked. */
  readonly lockedUntil: number;
}

/** Names kept; past this they start anew. */
const MOST = 10_000;
const strangers = new Map<string, Stranger>();

/** Until when an unknown username is answered as a locked account would be. Epoch milliseconds. */
export const strangerLockedUntil = (username: string): number =>
  strangers.get(username.toLowerCase())?.lockedUntil ?? 0;

/**
 * Counts a failure under a username nobody has, by the rule for accounts, so that the lock does not tell which
 * usernames exist. In memory: there is nothing to protect, only something to hide.
 */
export async function recordStranger(tx: Tx, username: string, clock: Clock): Promise<void> {
  const { failures: bound, minutes } = await lockoutRule(tx, clock);
  const name = username.toLowerCase();
  const failures = (strangers.get(name)?.failures ?? 0) + 1;
  if (strangers.size >= MOST) strangers.clear();
  strangers.set(
    name,
    failures >= bound
      ? { failures: 0, lockedUntil: clock.now().epochMilliseconds + minutes * 60_000 }
      : { failures, lockedUntil: 0 },
  );
}
