import { sendFor, watchConnection } from '../lib/outbox/sender.ts';
import { queryClient } from '../lib/query.ts';
import { sessionQuery } from '../lib/session.ts';

/**
 * Sends the outbox of whoever is signed in, on every page: when the application starts, somebody signs in, the network
 * is back or the page is looked at again. The service worker does the same without a page (worker/outbox.ts).
 */
export function startOutbox(): void {
  const follow = () => {
    const session = queryClient.getQueryData(sessionQuery.queryKey);
    // With a password that must be changed nothing is taken yet; it would seem refused for good.
    sendFor(session && !session.mustChangePassword ? session.account.id : null);
  };
  queryClient.getQueryCache().subscribe((event) => {
    if (event.query.queryKey[0] === sessionQuery.queryKey[0]) follow();
  });
  watchConnection();
  follow();
}
