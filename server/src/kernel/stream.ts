import Type from 'typebox';
import type { Actor } from './actor.ts';
import { endpoint } from './endpoint.ts';
import type { ChangeEvent } from './events.ts';

/** Changes of this many milliseconds travel together: 40 classes report at once, a board asks again once. */
const GATHER_MS = 100;
/** Proxies cut silent connections after 30–60 s. */
const HEARTBEAT_MS = 20_000;
/** A stream ends after this and the browser opens it anew: rights are looked at again. */
const LIFETIME_MS = 30 * 60_000;

/** May this actor be told of the change? Pure. Without addressees a change is everybody's (the unit tree). */
export function concerns(actor: Pick<Actor, 'accountId' | 'holdings'>, event: ChangeEvent): boolean {
  if (event.accountId !== undefined) return event.accountId === actor.accountId;
  if (!event.units) return true;
  return actor.holdings.some((h) => event.units!.includes(h.unitId));
}

/**
 * Server-sent events: one message a kind of change, `{"kind": "check"}`, a hint to ask again with one's own rights.
 * '*' means anything may have changed. A slow reader is not queued for: it gets one '*' when it can read again.
 */
export const streamRoute = endpoint({
  method: 'GET',
  url: '/api/stream',
  id: 'stream',
  summary: 'Hints of changes within the scope of the account, as server-sent events',
  tag: 'kernel',
  access: { kind: 'signed-in' },
  transaction: 'own',
  produces: 'text/event-stream',
  response: Type.Unsafe<never>({ description: 'data: {"kind": string}' }),
  handler: async ({ actor, services, request, reply }) => {
    const out = reply.raw;
    reply.hijack();
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let id = Date.now();
    let pending = new Set<string>();
    let gathering: NodeJS.Timeout | undefined;
    let choked = false;
    const send = (kind: string): void => {
      id += 1;
      choked = !out.write(`id: ${id}\ndata: ${JSON.stringify({ kind })}\n\n`);
    };
    const flush = (): void => {
      gathering = undefined;
      if (choked) return;
      const kinds = pending.has('*') ? ['*'] : [...pending];
      pending = new Set();
      for (const kind of kinds) send(kind);
    };
    const tell = (kind: string): void => {
      pending.add(kind);
      gathering ??= setTimeout(flush, GATHER_MS);
    };
    out.on('drain', () => {
      choked = false;
      if (pending.size > 0) {
        pending = new Set(['*']);
        flush();
      }
    });
    const unsubscribe = services.events.subscribe((event) => {
      if (event.kind === 'reconnected') return tell('*');
      if (!concerns(actor, event)) return;
      tell(event.kind);
      // Posts changed: what follows must be decided by the new ones.
      if (event.kind === 'account') setTimeout(() => out.end(), GATHER_MS * 2);
    });
    const heartbeat = setInterval(() => void (choked || out.write(': \n\n')), HEARTBEAT_MS);
    const life = setTimeout(() => out.end(), LIFETIME_MS);
    out.on('close', () => {
      unsubscribe();
      clearInterval(heartbeat);
      clearTimeout(life);
      clearTimeout(gathering);
    });
    out.write('retry: 2000\n\n');
    // What happened since the last message is not kept: the reader asks again.
    if (request.headers['last-event-id'] !== undefined) send('*');
    return reply;
  },
});
