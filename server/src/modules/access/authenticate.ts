import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, Authenticate } from '../../kernel/actor.ts';
import { type Clock, dateOf, instantOf } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db.ts';
import type { EventHub } from '../../kernel/events.ts';
import { parameterAt } from '../../kernel/parameter.ts';
import { readActor } from './actors.ts';
import { type Auth, COOKIE_PREFIX, SESSION_DAYS_MOST } from './auth.ts';
import { sessionDays } from './parameters.ts';
import { hashSecret } from './secrets.ts';

/**
 * How long an actor may be kept without asking again. Changes of posts, passwords and sessions drop it at once by
 * NOTIFY; this bounds the damage of a notice lost while the listening connection was away.
 */
const KEEP_MS = 30_000;
const DAY_MS = 86_400_000;
/** Entries kept; past this the cache starts anew. 60,000 teachers of a province's peak fit. */
const MOST = 60_000;

interface Entry {
  readonly actor: Actor;
  /** On the deployment's clock: the next midnight (posts begin and end there) or the token's end. */
  readonly until: number;
  /** On the machine's clock. */
  readonly keptUntil: number;
}

type Found = { readonly actor: Actor; readonly until: number } | null;

const SESSION_COOKIE = new RegExp(`(?:^|; *)((?:__Secure-)?${COOKIE_PREFIX}\\.session_token=[^;]+)`);
const BEARER = /^Bearer +([A-Za-z0-9_-]+) *$/i;

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** Finds actors by session cookie or personal token, from memory for all but the first request of 30 seconds. */
export class Authenticator {
  readonly #auth: Auth;
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #known = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<Found>>();
  readonly close: () => void;
  /** Counts emptyings: what was asked for before one must not be kept after it. */
  #generation = 0;

  constructor(auth: Auth, db: Database, clock: Clock, events: EventHub) {
    this.#auth = auth;
    this.#db = db;
    this.#clock = clock;
    this.close = events.subscribe((event) => {
      if (event.kind === 'account') this.forget(event.accountId);
      else if (event.kind === 'unit' || event.kind === 'reconnected') this.forget();
    });
  }

  /** Drops the actors of an account, or of all. */
  forget(accountId?: string): void {
    this.#generation++;
    this.#asking.clear();
    for (const [key, entry] of this.#known) {
      if (accountId === undefined || entry.actor.accountId === accountId) this.#known.delete(key);
    }
  }

  readonly authenticate: Authenticate = async (headers) => {
    const bearer = BEARER.exec(one(headers.authorization) ?? '')?.[1];
    const cookie = bearer === undefined ? SESSION_COOKIE.exec(one(headers.cookie) ?? '')?.[1] : undefined;
    const secret = bearer ?? cookie;
    if (secret === undefined) return null;
    const key = hash('sha256', secret, 'base64');
    const now = this.#clock.millis();
    const known = this.#known.get(key);
    if (known && known.until > now && known.keptUntil > Date.now()) return known.actor;
    let asking = this.#asking.get(key);
    if (!asking) {
      const generation = this.#generation;
      asking = (bearer !== undefined ? this.#byToken(bearer) : this.#bySession(cookie!)).then((found) => {
        if (generation === this.#generation) {
          this.#asking.delete(key);
          if (found) this.#keep(key, found);
          else this.#known.delete(key);
        }
        return found;
      });
      asking.catch(() => this.#asking.delete(key));
      this.#asking.set(key, asking);
    }
    return (await asking)?.actor ?? null;
  };

  #keep(key: string, found: NonNullable<Found>): void {
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(key, { ...found, keptUntil: Date.now() + KEEP_MS });
  }

  /** Business date now, and the instant it ends. */
  #today(): { date: string; ends: number } {
    const date = dateOf(this.#clock);
    const ends = instantOf(this.#clock, date.add({ days: 1 }), '00:00').epochMilliseconds;
    return { date: date.toString(), ends };
  }

  async #bySession(cookie: string): Promise<Found> {
    const found = await this.#auth.api.getSession({
      headers: new Headers({ cookie }),
      query: { disableRefresh: true, disableCookieCache: true },
    });
    if (!found) return null;
    const { date, ends } = this.#today();
    // The library's end is the longest there is; a shorter rule counts from the last use, as the library does.
    const lastUse = found.session.expiresAt.getTime() - SESSION_DAYS_MOST * DAY_MS;
    const actor = await this.#db.tx(
      '*',
      async (tx) => {
        const days = await parameterAt(tx, sessionDays, [], date);
        return lastUse + days * DAY_MS > Date.now() ? readActor(tx, found.user.id, date, 'session') : null;
      },
      'read',
    );
    return actor && { actor, until: ends };
  }

  async #byToken(token: string): Promise<Found> {
    const { date, ends } = this.#today();
    return this.#db.tx('*', async (tx) => {
      const { rows } = await sql<{ account_id: string; permissions: string[] | null; expires_at: string }>`
        update access.token set last_used_on = ${date}::date
        where hash = ${hashSecret(token)} and revoked_at is null and expires_at > ${this.#clock.now().toString()}::timestamptz
        returning account_id, permissions, expires_at`.execute(tx);
      const row = rows[0];
      if (!row) return null;
      const actor = await readActor(tx, row.account_id, date, 'token', row.permissions);
      return actor && { actor, until: Math.min(ends, Date.parse(row.expires_at)) };
    });
  }
}
