import { liveQuery } from 'dexie';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type OutboxItem, store } from './db.ts';
import { onSender, type SenderState, senderState, sendFor, watchConnection } from './sender.ts';

/** The checks this account made on this device, in their order, and what the sender is doing. */
export function useOutbox(accountId: string | undefined): {
  /** Undefined until read from the device. */
  readonly items: readonly OutboxItem[] | undefined;
  readonly sender: SenderState;
} {
  const [items, setItems] = useState<readonly OutboxItem[]>();
  const sender = useSyncExternalStore(onSender, senderState);
  useEffect(() => {
    if (accountId === undefined) return;
    sendFor(accountId);
    const unwatch = watchConnection();
    const watched = liveQuery(() => store.outbox.filter((i) => i.accountId === accountId).sortBy('seq'));
    const subscription = watched.subscribe({ next: setItems });
    return () => {
      subscription.unsubscribe();
      unwatch();
    };
  }, [accountId]);
  return { items, sender };
}
