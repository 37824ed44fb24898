import { Problem } from '../../kernel/problem.ts';

/**
 * Failed sign-ins of one address in a window. A whole school sits behind one address, so the bound is far above what
 * forty teachers mistype in a morning and far below what guessing needs.
 */
const FAILURES = 100;
const WINDOW_MS = 10 * 60_000;
const MOST_ADDRESSES = 10_000;

const seen = new Map<string, { count: number; until: number }>();

/** @throws Problem kernel.too-many when the address has failed too often of late. */
export function assertNotThrottled(address: string, now: number): void {
  const entry = seen.get(address);
  if (entry && entry.until > now && entry.count >= FAILURES) {
    throw new Problem('kernel.too-many', { seconds: Math.ceil((entry.until - now) / 1000) });
  }
}

export function countFailure(address: string, now: number): void {
  const entry = seen.get(address);
  if (entry && entry.until > now) entry.count++;
  else {
    if (seen.size >= MOST_ADDRESSES) seen.clear();
    seen.set(address, { count: 1, until: now + WINDOW_MS });
  }
}
