/** The tag of the outbox at the browser's Background Sync. */
export const SYNC_TAG = 'lianfang-outbox';

/** Background Sync (WICG): not in TypeScript's library, and not in every browser. */
interface WithSync extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Asks the browser to wake the service worker when there is a network, page open or not. Best effort: where the
 * browser has no such thing, or forbids it, the pages send when they are opened or come online.
 */
export async function askBackground(): Promise<void> {
  const registration: WithSync | undefined = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register(SYNC_TAG).catch(() => {});
}
