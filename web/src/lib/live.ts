import type { ChangeKind } from '@lianfang/contract/change';
import { useEffect } from 'react';
import { queryClient } from './query.ts';

/** Changes of this many milliseconds are answered by one round of questions: 40 classes report at once. */
const GATHER_MS = 150;

/** What changed; '*' stands for anything. */
type Changed = ChangeKind | '*';

let pending = new Set<Changed>();

function flush(): void {
  const kinds = pending;
  pending = new Set();
  void queryClient.invalidateQueries({
    predicate: (query) => query.meta?.live?.some((kind) => kinds.has(kind) || kinds.has('*')) ?? false,
  });
}

/** Asks again every query whose `meta.live` names this kind. */
export function changed(kind: Changed): void {
  if (pending.size === 0) setTimeout(flush, GATHER_MS);
  pending.add(kind);
}

/** Asks again what was answered before the stream was open: a change in between was announced to nobody. */
function askAgainEarlier(): void {
  void queryClient.invalidateQueries({
    predicate: ({ meta, state }) => meta?.live !== undefined && state.dataUpdatedAt > 0,
  });
}

/** Keeps the stream of changes open while mounted. After a gap everything live is asked again. */
export function useLive(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const source = new EventSource('/api/stream');
    let opened = false;
    source.onopen = () => {
      if (opened) changed('*');
      else askAgainEarlier();
      opened = true;
    };
    source.onmessage = (message: MessageEvent<string>) => {
      changed((JSON.parse(message.data) as { kind: ChangeKind }).kind);
    };
    return () => source.close();
  }, [enabled]);
}
