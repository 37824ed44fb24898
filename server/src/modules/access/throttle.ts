import { Problem } from '../../kernel/problem.ts';

/**
 * Wrong secrets of one source in a window. Addresses: a whole school sits behind one, so the bound is far above what
 * forty teachers mistype in a morning and far below what guessing needs. Accounts: guesses at the present
 * password by somebody who found a device signed in. Constants, not parameters: they are asked before the database is and
 * guard it; the rule that can be set is the lockout of an account (NIST SP 800-63B-4 3.2.2, GB/T 22239-2019 8.1.4.1 b).
 */
const BOUNDS = { address: 100, account: 10 } as const;
const WINDOW_MS = 10 * 60_000;
const MOST = 10_000;

type Kind = keyof typeof BOUNDS;
const seen = new Map<string, { count: number; until: number }>();

/** @throws Problem kernel.too-many when there were too many wrong secrets of late. */
export function assertNotThrottled(kind: Kind, source: string, now: number): void {
  const entry = seen.get(`${kind}:${source}`);
  if (entry && entry.until > now && entry.count >= BOUNDS[kind]) {
    throw new Problem('kernel.too-many', { seconds: Math.ceil((entry.until - now) / 1000) });
  }
}

export function countFailure(kind: Kind, source: string, now: number): void {
  const key = `${kind}:${source}`;
  const entry = seen.get(key);
  if (entry && entry.until > now) entry.count++;
  else {
    if (seen.size >= MOST) seen.clear();
    seen.set(key, { count: 1, until: now + WINDOW_MS });
  }
}

/** Runs what asks for the account's password again, and counts it when that was wrong. */
export async function guarded<T>(accountId: string, now: number, work: () => Promise<T>): Promise<T> {
  assertNotThrottled('account', accountId, now);
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.code === 'access.wrong-password') {
      countFailure('account', accountId, now);
    }
    throw error;
  }
}
