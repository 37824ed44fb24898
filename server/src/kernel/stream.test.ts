import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import type { Actor } from './actor.ts';
import { ManualClock } from './clock.ts';
import { columnCrypto } from './crypto.ts';
import { connect, type Database } from './db.ts';
import { announce, type ChangeEvent, type EventHub, listen } from './events.ts';
import { answerProblems, mount } from './http.ts';
import { streamRoute } from './stream.ts';

let app: FastifyInstance;
let db: Database;
let events: EventHub;
let address: string;
const actor = (accountId: string, unitId: string): Actor => ({
  accountId,
  name: accountId,
  personId: null,
  holdings: [{ id: '1', postKind: 'x', unitId, permissions: new Set(), backup: false }],
  via: 'session',
  mustChangePassword: false,
});

beforeAll(async () => {
  const url = await freshDatabase();
  db = connect(url);
  events = await listen(url);
  app = Fastify();
  app.addSchema({ $id: 'ProblemDetails', type: 'object', additionalProperties: true });
  answerProblems(app);
  const clock = new ManualClock('Asia/Shanghai', '2026-11-18T07:30:00+08:00');
  const crypto = columnCrypto(Buffer.alloc(32, 7));
  const services = { db, clock, crypto, events, channels: [], units: { get: async () => null } };
  mount(app, streamRoute, services, async (headers) =>
    typeof headers.authorization === 'string' ? actor(headers.authorization, '7') : null,
  );
  address = await app.listen({ port: 0 });
});
afterAll(async () => {
  app.server.closeAllConnections();
  await app.close();
  await events.close();
  await db.close();
});

/** Opens a stream; `next` gives the kinds of the messages as they come. */
async function open(headers: Record<string, string>) {
  const abort = new AbortController();
  const response = await fetch(`${address}/api/stream`, { headers, signal: abort.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<string> => {
    for (;;) {
      const found = /data: (.*)\n\n/.exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return (JSON.parse(found[1]!) as { kind: string }).kind;
      }
      const { value, done } = await reader.read();
      if (done) return 'end';
      text += value;
    }
  };
  return { next, close: () => abort.abort(), type: response.headers.get('content-type') };
}
const say = (event: ChangeEvent) => db.tx('*', (tx) => announce(tx, event));

test('a committed change in scope arrives within a second, many of one kind as one; a foreign one never', async () => {
  const stream = await open({ authorization: 'a' });
  expect(stream.type).toContain('text/event-stream');
  const began = Date.now();
  await db.tx('*', async (tx) => {
    await announce(tx, { kind: 'person', units: ['8', '9'] });
    for (let i = 0; i < 40; i++) await announce(tx, { kind: 'check', units: [`${100 + i}`, '7'] });
  });
  expect(await stream.next()).toBe('check');
  expect(Date.now() - began).toBeLessThan(1000);
  await say({ kind: 'unit' });
  expect(await stream.next()).toBe('unit');
  stream.close();
});

test('what is addressed to an account reaches it alone', async () => {
  const mine = await open({ authorization: 'a' });
  const other = await open({ authorization: 'b' });
  await say({ kind: 'notification', accountId: 'a' });
  await say({ kind: 'slot', units: ['7'] });
  expect([await mine.next(), await mine.next()].sort()).toEqual(['notification', 'slot']);
  expect(await other.next()).toBe('slot');
  mine.close();
  other.close();
});

test('a reader who comes back is told to ask again; changed posts end the stream; nobody is refused', async () => {
  const back = await open({ authorization: 'a', 'last-event-id': '17' });
  expect(await back.next()).toBe('*');
  await say({ kind: 'account', accountId: 'a' });
  expect(await back.next()).toBe('account');
  expect(await back.next()).toBe('end');
  expect((await fetch(`${address}/api/stream`)).status).toBe(401);
});
