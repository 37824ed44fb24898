import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { SYNC_TAG } from '../lib/outbox/background.ts';
import { sendOutbox } from './outbox.ts';
import type { WorkerScope } from './scope.ts';

declare const self: WorkerScope;

// Pages: what a phone needs before it can work offline is there from the start; others are kept when first opened.
cleanupOutdatedCaches();
precacheAndRoute([...self.__WB_MANIFEST]);
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//, /^\/health$/] }),
);
registerRoute(
  /\/assets\/.*\.(js|css|woff2)$/,
  new CacheFirst({ cacheName: 'assets', plugins: [new ExpirationPlugin({ maxEntries: 200 })] }),
);

// A newer version waits until somebody says so (app/Banners.tsx).
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

/** A page somebody looks at sends by itself, and says how it goes; when it is left it asks for the worker again. */
async function sendUnlessWatched(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!pages.some((page) => page.visibilityState === 'visible')) await sendOutbox();
}

self.addEventListener('sync', (event) => {
  if (event.tag === SYNC_TAG) event.waitUntil(sendUnlessWatched());
});
