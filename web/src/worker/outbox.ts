import type { SessionView } from '@lianfang/contract/access';
import type { CheckBatchResult } from '@lianfang/contract/health';
import { alone, deliver, type Post } from '../lib/outbox/deliver.ts';

/** Asks the server in the language of the account, with the session of this browser. @throws Error on any refusal */
async function ask<T>(path: string, lang: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api${path}`, {
    headers: {
      accept: 'application/json',
      'accept-language': lang,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

/** Whose session it is, or null: then what is on the device waits for the next sign-in. */
async function whoIsSignedIn(): Promise<SessionView | null> {
  const response = await fetch('/api/session');
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`/session answered ${response.status}`);
  return (await response.json()) as SessionView;
}

/**
 * Sends what whoever is signed in has made on this device; what can still be taken back is waited for.
 * @throws Error when something is left: the browser tries again later
 */
export async function sendOutbox(): Promise<void> {
  const session = await whoIsSignedIn();
  if (!session) return;
  const lang = session.locale ?? 'zh-CN';
  const post: Post = async (checks) =>
    (await ask<CheckBatchResult>('/checks/batch', lang, { checks })).results;
  for (;;) {
    const { tried, again, wait } = await alone(() => deliver(session.account.id, post, false));
    if (again) throw new Error('The server could not take everything now.');
    if (tried > 0) continue;
    if (wait === undefined) return;
    await new Promise((done) => setTimeout(done, wait));
  }
}
