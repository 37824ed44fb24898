import { liveQuery } from 'dexie';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type OutboxItem, store } from './db.ts';
import { onSender, type SenderState, senderState } from './sender.ts';

/** The checks this account made on this device, in their order, and what stops the sender (app/outbox.ts runs it). */
export function useOutbox(accountId: string | undefined): {
  /** Undefined until read from the device. */
  readonly items: readonly OutboxItem[] | undefined;
  readonly sender: SenderState;
} {
  const [items, setItems] = useState<readonly OutboxItem[]>();
  const sender = useSyncExternalStore(onSender, senderState);
  useEffect(() => {
    if (accountId === undefined) return;
    const watched = liveQuery(() => store.outbox.filter((i) => i.accountId === accountId).sortBy('seq'));
    const subscription = watched.subscribe({ next: setItems });
    return () => subscription.unsubscribe();
  }, [accountId]);
  return { items, sender };
}
