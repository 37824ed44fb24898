import type { CheckBatchResult } from '@lianfang/contract/health';
import { ApiProblem, api } from '../api.ts';
import { askBackground } from './background.ts';
import { alone, deliver, forgetOld, type Post } from './deliver.ts';

/** 2 s, 4 s … to a minute, with a tenth of chance so that a school's phones do not return together. */
const backoff = (failures: number): number =>
  Math.min(60_000, 1000 * 2 ** failures) * (0.9 + Math.random() * 0.2);

/** What stops this page from sending, for the honest line on the screen. What is on its way says each item. */
export type SenderState = 'idle' | 'waiting' | 'signed-out';

let account: string | null = null;
let state: SenderState = 'idle';
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let running = false;
/** Asked to look again while a round was on its way. */
let asked = false;
/** The page is being left: what could still be taken back goes out too. */
let unheld = false;
const listeners = new Set<() => void>();

export const senderState = (): SenderState => state;
export function onSender(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
function become(next: SenderState): void {
  if (state === next) return;
  state = next;
  for (const l of listeners) l();
}

/** Sends for this account from now on; null stops. Items of other accounts stay where they are. */
export function sendFor(accountId: string | null): void {
  if (account === accountId) return;
  account = accountId;
  failures = 0;
  if (accountId !== null) wake();
}

/** Looks whether something can be sent now; `leaving` also sends what could still be taken back. */
export function wake(leaving = false): void {
  clearTimeout(timer);
  timer = undefined;
  unheld ||= leaving;
  asked = true;
  if (account === null || running) return;
  running = true;
  asked = false;
  void alone(() => drain(account)).finally(() => {
    running = false;
    if (asked) wake();
  });
}

function later(ms: number): void {
  timer = setTimeout(() => wake(), ms);
}

/** The platform's own no, which would be the same the next time; not that of a network's login page. */
const isFinal = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem &&
  /^4/.test(String(error.status)) &&
  ![401, 408, 429].includes(error.status) &&
  /^(kernel|health)\./.test(error.code);

/** Where the platform refuses all at once (the post has ended, one item is malformed), each is asked for by itself. */
const post: Post = async (checks) => {
  try {
    return (await api<CheckBatchResult>('/checks/batch', { method: 'POST', body: { checks } })).results;
  } catch (error) {
    if (!isFinal(error)) throw error;
    const [only, ...others] = checks;
    if (others.length === 0) return [{ id: only!.id, problem: error.details }];
    const results: CheckBatchResult['results'] = [];
    for (const check of checks) results.push(...(await post([check])));
    return results;
  }
};

async function drain(accountId: string | null): Promise<void> {
  await forgetOld();
  while (accountId !== null && accountId === account) {
    try {
      const { tried, again, wait } = await deliver(accountId, post, unheld);
      if (again) return pause();
      if (tried > 0) continue;
      unheld = false;
      failures = 0;
      become('idle');
      if (wait !== undefined) later(wait);
      return;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return become('signed-out');
      return pause();
    }
  }
}

function pause(): void {
  become('waiting');
  later(backoff(++failures));
  void askBackground();
}

/** The moments at which trying again makes sense; leaving the page sends what is still held back. */
export function watchConnection(): void {
  const online = () => {
    failures = 0;
    wake();
  };
  window.addEventListener('online', online);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') return online();
    wake(true);
    void askBackground();
  });
}
