import type { SessionView } from '@lianfang/contract/access';
import { addDays } from './format.ts';

const KEY = 'lianfang.session';
const DAY_MS = 86_400_000;

interface Kept {
  readonly session: SessionView;
  /** The device's day (days since 1970 in UTC) when it was kept. */
  readonly day: number;
}

const dayOf = (at: number): number => Math.floor(at / DAY_MS);

/** A kept session as it would be now: its business date has moved on with the device's clock. Pure. */
export function asOfNow({ session, day }: Kept, now: number): SessionView {
  return { ...session, today: addDays(session.today, Math.max(0, dayOf(now) - day)) };
}

/**
 * The last session of this device: the installed page opens at once, and without a network. It holds names of posts
 * and units, no health data, and goes at sign-out.
 */
export function remembered(): SessionView | undefined {
  try {
    return asOfNow(JSON.parse(localStorage.getItem(KEY) ?? '') as Kept, Date.now());
  } catch {
    return undefined;
  }
}

export function remember(session: SessionView | null): void {
  if (session) localStorage.setItem(KEY, JSON.stringify({ session, day: dayOf(Date.now()) } satisfies Kept));
  else localStorage.removeItem(KEY);
}
