import type { CheckInput } from '@lianfang/contract/health';
import { askBackground } from './background.ts';
import { keepStore, type OutboxItem, store } from './db.ts';
import { wake } from './sender.ts';

/**
 * How long a check can be taken back before it is sent; leaving the page sends it at once. Measured on a slow machine,
 * 360 px wide: 2.0 s from opening the page to the button; with 4 s here the usual day took 6.2 s, above the five seconds
 * it may take. What is noticed later is corrected.
 */
const HOLD_MS = 2500;

/**
 * Keeps a check on the device, to be sent in order. Resolves when it is safe here. A queued check of the same group,
 * date and slot that never went out is replaced: nobody else has seen it.
 */
export async function enqueue(accountId: string, body: CheckInput, hold = HOLD_MS): Promise<void> {
  await store.transaction('rw', store.outbox, async () => {
    const unseen = await store.outbox
      .where('[accountId+state]')
      .equals([accountId, 'queued'])
      .filter((i) => i.attempts === 0 && sameSlot(i, body))
      .primaryKeys();
    await store.outbox.bulkDelete(unseen);
    const now = Date.now();
    await store.outbox.add({
      id: body.id,
      accountId,
      body,
      state: 'queued',
      savedAt: now,
      holdUntil: now + hold,
      attempts: 0,
    });
  });
  keepStore();
  wake();
  void askBackground();
}

/** Whether a check is of that group, date and slot. */
export const sameSlot = (item: OutboxItem, b: Pick<CheckInput, 'unit' | 'period' | 'slot'>): boolean =>
  item.body.unit === b.unit && item.body.period === b.period && item.body.slot === b.slot;

/** Takes a check back that never went out. False when it is too late: then it can be corrected. */
export function takeBack(seq: number): Promise<boolean> {
  return store.transaction('rw', store.outbox, async () => {
    const item = await store.outbox.get(seq);
    if (item?.state !== 'queued' || item.attempts > 0) return false;
    await store.outbox.delete(seq);
    return true;
  });
}

/** Drops a refused check after a person has dealt with it. */
export const discard = (seq: number): Promise<void> => store.outbox.delete(seq);
