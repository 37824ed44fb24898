import type { CheckBatchResult } from '@lianfang/contract/health';
import { ApiProblem, api } from '../api.ts';
import { type OutboxItem, store } from './db.ts';

const BATCH = 50;
const FORGET_AFTER_MS = 7 * 86_400_000;
/** 2 s, 4 s … to a minute, with a tenth of chance so that a school's phones do not return together. */
const backoff = (failures: number): number =>
  Math.min(60_000, 1000 * 2 ** failures) * (0.9 + Math.random() * 0.2);

/** What the sender is doing, for the honest line on the screen. */
export type SenderState = 'idle' | 'sending' | 'waiting' | 'signed-out';

let account: string | null = null;
let state: SenderState = 'idle';
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let running = false;
/** Asked to look again while a round was on its way. */
let asked = false;
/** The page is being left: what could still be taken back goes out too. */
let unheld = false;
const listeners = new Set<() => void>();

export const senderState = (): SenderState => state;
export function onSender(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
function become(next: SenderState): void {
  if (state === next) return;
  state = next;
  for (const l of listeners) l();
}

/** Sends for this account from now on; null stops. Items of other accounts stay where they are. */
export function sendFor(accountId: string | null): void {
  account = accountId;
  failures = 0;
  if (accountId !== null) wake();
}

/** Looks whether something can be sent now; `leaving` also sends what could still be taken back. */
export function wake(leaving = false): void {
  clearTimeout(timer);
  timer = undefined;
  unheld ||= leaving;
  asked = true;
  if (account === null || running) return;
  running = true;
  asked = false;
  const round = () => drain(account);
  // One page at a time: two tabs of a phone would send the same items twice (harmless, but confusing to watch).
  const done = navigator.locks ? navigator.locks.request('lianfang-outbox', round) : round();
  void done.finally(() => {
    running = false;
    if (asked) wake();
  });
}

function later(ms: number): void {
  timer = setTimeout(() => wake(), ms);
}

async function next(accountId: string): Promise<{ due: OutboxItem[]; wait?: number }> {
  const open = await store.outbox
    .where('[accountId+state]')
    .anyOf([accountId, 'queued'], [accountId, 'sending'])
    .sortBy('seq');
  const now = Date.now();
  const firstHeld = unheld ? undefined : open.find((i) => i.holdUntil > now);
  // In order: what stands behind a held item waits with it, for it may be its correction.
  const due = firstHeld ? open.filter((i) => i.seq < firstHeld.seq) : open;
  return { due: due.slice(0, BATCH), ...(firstHeld && { wait: firstHeld.holdUntil - now }) };
}

async function drain(accountId: string | null): Promise<void> {
  await store.outbox
    .where('savedAt')
    .below(Date.now() - FORGET_AFTER_MS)
    .filter((i) => i.state === 'sent')
    .delete();
  while (accountId !== null && accountId === account) {
    const { due, wait } = await next(accountId);
    if (due.length === 0) {
      unheld = false;
      become('idle');
      if (wait !== undefined) later(wait);
      return;
    }
    become('sending');
    const keys = due.map((i) => i.seq);
    await store.outbox
      .where('seq')
      .anyOf(keys)
      .modify((i: { state: string; attempts: number }) => {
        i.state = 'sending';
        i.attempts++;
      });
    try {
      const checks = due.map((i) => i.body);
      const { results } = await api<CheckBatchResult>('/checks/batch', { method: 'POST', body: { checks } });
      failures = 0;
      const again = await settle(due, results);
      if (again) return pause();
    } catch (error) {
      await store.outbox.where('seq').anyOf(keys).modify({ state: 'queued' });
      if (error instanceof ApiProblem && error.status === 401) return become('signed-out');
      return pause();
    }
  }
}

function pause(): void {
  become('waiting');
  later(backoff(++failures));
}

/** Writes down what became of each; true when the server could not take some of them now. */
async function settle(due: readonly OutboxItem[], results: CheckBatchResult['results']): Promise<boolean> {
  let again = false;
  await store.transaction('rw', store.outbox, async () => {
    for (const [i, item] of due.entries()) {
      const { receipt, problem } = results[i] ?? {};
      if (receipt) await store.outbox.update(item.seq, { state: 'sent', receipt });
      else if (problem && problem.status < 500 && problem.status !== 429) {
        await store.outbox.update(item.seq, { state: 'refused', problem });
      } else {
        again = true;
        await store.outbox.update(item.seq, { state: 'queued' });
      }
    }
  });
  return again;
}

/** The moments at which trying again makes sense; leaving the page sends what is still held back. */
export function watchConnection(): () => void {
  const online = () => {
    failures = 0;
    wake();
  };
  const visibility = () => (document.visibilityState === 'hidden' ? wake(true) : online());
  window.addEventListener('online', online);
  document.addEventListener('visibilitychange', visibility);
  return () => {
    window.removeEventListener('online', online);
    document.removeEventListener('visibilitychange', visibility);
  };
}
