import type { ChangeKind } from '@lianfang/contract/change';
import { sql } from 'kysely';
import pg from 'pg';
import type { Tx } from './db.ts';

/**
 * Something changed that open screens may care about. `units` are the lineage of what changed: a listener whose
 * scope meets them is told. Payloads are hints (no names, no health data): the screen asks again with its rights.
 */
export interface ChangeEvent {
  /** `reconnected` is for this process only: changes went unheard. */
  readonly kind: ChangeKind | 'reconnected';
  readonly areaId?: string;
  readonly units?: readonly string[];
  readonly accountId?: string;
  readonly period?: string;
  readonly slot?: string;
  readonly [extra: string]: unknown;
}

const CHANNEL = 'lianfang';

/** Announces a change when the caller's transaction commits (PostgreSQL NOTIFY; payload under 8000 bytes). */
export async function announce(tx: Tx, event: ChangeEvent): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(event)})`.execute(tx);
}

export interface EventHub {
  /**
   * Called for every committed change, from this process or another, and with 'reconnected' after the connection
   * was lost: changes in between went unheard, so caches start anew. Returns the way to stop.
   */
  subscribe(listener: (event: ChangeEvent) => void): () => void;
  close(): Promise<void>;
}

/** Listens on one connection of its own and reconnects when the server went away. */
export async function listen(url: string, onReconnect: () => void = () => {}): Promise<EventHub> {
  const listeners = new Set<(event: ChangeEvent) => void>();
  let closed = false;
  let client: pg.Client | undefined;

  async function open(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'lianfang-events' });
    next.on('notification', (m) => {
      const event = JSON.parse(m.payload ?? '{}') as ChangeEvent;
      for (const l of listeners) l(event);
    });
    next.on('error', () => void retry());
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    client = next;
  }
  async function retry(): Promise<void> {
    const lost = client;
    client = undefined;
    await lost?.end().catch(() => {});
    while (!closed && !client) {
      await new Promise((r) => setTimeout(r, 250));
      await open().then(
        () => {
          for (const l of listeners) l({ kind: 'reconnected' });
          onReconnect();
        },
        () => {},
      );
    }
  }
  await open();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      listeners.clear();
      await client?.end().catch(() => {});
    },
  };
}
