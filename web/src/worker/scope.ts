import type { PrecacheEntry } from 'workbox-precaching';

/** What only a service worker has (TypeScript's libraries of pages and of workers exclude each other). */
interface ExtendableEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
/** Background Sync (WICG): the network is there, or the browser tries again. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}
export interface WorkerScope {
  readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[];
  readonly clients: {
    matchAll(options: {
      type: 'window';
      includeUncontrolled: boolean;
    }): Promise<readonly { readonly visibilityState: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}
