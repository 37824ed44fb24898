import type { Permission } from '@lianfang/contract/permissions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Actor, Holding, UnitDirectory, UnitFacts } from './actor.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import type { ColumnCrypto } from './crypto.ts';
import type { Database, Tx } from './db.ts';
import type { EventHub } from './events.ts';

/** What every handler may use. */
export interface Services {
  readonly db: Database;
  readonly clock: Clock;
  readonly units: UnitDirectory;
  readonly events: EventHub;
  /** Ways to tell people beyond the inbox; none by default. */
  readonly channels: readonly Channel[];
  readonly crypto: ColumnCrypto;
}

/** Input of a handler, already validated by the endpoint's schemas. */
export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

/**
 * Who may call, decided before the handler runs:
 * - public: nobody needs to be signed in (set-up, sign-in, invitations)
 * - signed-in: any account, own data only
 * - permission: a post that grants `permission`. With `unit`, that unit must lie in the actor's scope (a foreign
 *   one answers kernel.not-found, so that ids cannot be probed); without, rows are limited to the scope.
 */
export type Access<P, Q, B> =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | {
      readonly kind: 'permission';
      readonly permission: Permission;
      readonly unit?: (input: Input<P, Q, B>) => string | undefined;
    };

export interface Call<P, Q, B> extends Input<P, Q, B> {
  /** Present unless access is public. */
  readonly actor: Actor;
  /** The unit named by access.unit, and the holding that let the actor in. */
  readonly unit: UnitFacts | null;
  readonly holding: Holding | null;
  /** Units whose subtrees the transaction sees. */
  readonly scope: readonly string[];
  /** The endpoint's transaction (scope set; read-only for GET). With `transaction: 'own'` it is absent. */
  readonly tx: Tx;
  readonly services: Services;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Of<S> = S extends TSchema ? Static<S> : undefined;

export interface Endpoint<
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
  R extends TSchema = TSchema,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under /api, with :params. */
  readonly url: `/api/${string}`;
  /** operationId of the OpenAPI document, unique. */
  readonly id: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access<Of<P>, Of<Q>, Of<B>>;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Schema of the 2xx answer. Files and streams: `Type.Unsafe` with a description, and set `produces`. */
  readonly response: R;
  readonly produces?: string;
  readonly status?: 200 | 201 | 202;
  /**
   * 'own': the handler opens its transactions itself (batches, streams). 'write': a GET that must leave an audit
   * row (a look at names). Default: one around the handler, read-only for GET.
   */
  readonly transaction?: 'own' | 'write';
  /** Multipart upload: body is read by the handler from request.parts(). */
  readonly multipart?: boolean;
  /**
   * Returns the answer, which leaves after the commit; a file as its bytes, its headers set on the reply. Only one
   * with `transaction: 'own'` or a reader may answer by itself (streams, 304).
   */
  readonly handler: (call: Call<Of<P>, Of<Q>, Of<B>>) => Promise<Static<R> | FastifyReply | Uint8Array>;
}

/** An endpoint whose types have been checked; what modules export in their `routes` tables. */
// biome-ignore lint/suspicious/noExplicitAny: a table of endpoints of different types; each was checked by endpoint()
export type AnyEndpoint = Endpoint<any, any, any, any>;

/** Declares an endpoint; exists for its types. Routes are data: modules export arrays of these. */
export function endpoint<
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
  R extends TSchema = TSchema,
>(definition: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return definition;
}
