import type { CheckBatchResult, CheckInput } from '@lianfang/contract/health';
import { type OutboxItem, store } from './db.ts';

/** Runs in pages and in the service worker: no DOM, no words, no session of its own. */

const BATCH = 50;
const FORGET_AFTER_MS = 7 * 86_400_000;

/** Brings checks to the server; one result an item, in order. Throws when no answer came. */
export type Post = (checks: readonly CheckInput[]) => Promise<CheckBatchResult['results']>;

export interface Delivered {
  /** Items that went out in this round; 0 = nothing was due. */
  readonly tried: number;
  /** The server could not take some of them now. */
  readonly again: boolean;
  /** Milliseconds until the next item may go out, if one is held back. */
  readonly wait?: number;
}

/** What has not arrived: on this device only, or on its way with unknown outcome. In order. */
const unsent = (accountId: string): Promise<OutboxItem[]> =>
  store.outbox.where('[accountId+state]').anyOf([accountId, 'queued'], [accountId, 'sending']).sortBy('seq');

/**
 * One sender at a time, of all pages and the worker of this browser: two would send the same items twice (harmless,
 * for the server knows them by their ids, but a waste on a bad network, and confusing to watch).
 */
export const alone = <T>(round: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('lianfang-outbox', round) : round();

/**
 * Sends the next batch of an account, in order; `unheld` also what could still be taken back. An item behind a held
 * one waits with it, for it may be its correction. @throws what `post` throws; the items are queued again then
 */
export async function deliver(accountId: string, post: Post, unheld: boolean): Promise<Delivered> {
  const open = await unsent(accountId);
  const now = Date.now();
  const held = unheld ? undefined : open.find((i) => i.holdUntil > now);
  const due = (held ? open.filter((i) => i.seq < held.seq) : open).slice(0, BATCH);
  const wait = held && { wait: held.holdUntil - now };
  if (due.length === 0) return { tried: 0, again: false, ...wait };
  const keys = due.map((i) => i.seq);
  await store.outbox
    .where('seq')
    .anyOf(keys)
    .modify((i: { state: string; attempts: number }) => {
      i.state = 'sending';
      i.attempts++;
    });
  try {
    const results = await post(due.map((i) => i.body));
    return { tried: due.length, again: await settle(due, results), ...wait };
  } catch (error) {
    await store.outbox.where('seq').anyOf(keys).modify({ state: 'queued' });
    throw error;
  }
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

/** Drops what arrived a week ago. */
export async function forgetOld(): Promise<void> {
  await store.outbox
    .where('savedAt')
    .below(Date.now() - FORGET_AFTER_MS)
    .filter((i) => i.state === 'sent')
    .delete();
}
