import type { Permission } from '@lianfang/contract/permissions';
import type { Actor, Holding } from '@lianfang/server/kernel/actor';
import { createAccounts, createToken, hashPassword } from '@lianfang/server/modules/access/index';
import type { FastifyInstance } from 'fastify';
import type { TestApp } from './app.ts';

/** What a test sends to be somebody. */
export type Headers = Readonly<Record<string, string>>;
/** Post and unit: `['class-teacher', world.id('S1-G1-1')]`; a third `true` makes it a substitute. */
export type Post = readonly [postKind: string, unitId: string, backup?: boolean];

export const TEST_PASSWORD = 'maple-river-42';
let hash: Promise<string> | undefined;
let made = 0;

export interface TestAccount {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

/** An account with these posts since 2020-09-01 and the password TEST_PASSWORD (hashed once a run). */
export async function makeAccount(
  test: TestApp,
  posts: readonly Post[],
  more: { username?: string; name?: string; mustChangePassword?: boolean } = {},
): Promise<TestAccount> {
  hash ??= hashPassword(TEST_PASSWORD);
  const passwordHash = await hash;
  const username = more.username ?? `user${++made}`;
  const [id] = await test.db.tx('*', (tx) =>
    createAccounts(tx, [
      {
        username,
        name: more.name ?? username,
        passwordHash,
        mustChangePassword: more.mustChangePassword ?? false,
        holdings: posts.map(([postKind, unitId, backup]) => ({
          postKind,
          unitId,
          from: '2020-09-01',
          backup,
        })),
      },
    ]),
  );
  return { id: id!, username, password: TEST_PASSWORD };
}

/** A new account with these posts, as the headers of its personal token: the quick way to call as somebody. */
export async function as(test: TestApp, ...posts: readonly Post[]): Promise<Headers & { accountId: string }> {
  const account = await makeAccount(test, posts);
  return { accountId: account.id, ...(await tokenOf(test, account.id)) };
}

/** Headers of a new personal token of an account. */
export async function tokenOf(test: TestApp, accountId: string): Promise<Headers> {
  const { secret } = await test.db.tx('*', (tx) =>
    createToken(tx, {
      accountId,
      name: 'test',
      expiresAt: test.clock
        .now()
        .add({ hours: 24 * 365 })
        .toString(),
    }),
  );
  return { authorization: `Bearer ${secret}` };
}

/** Signs in through the API, as a browser would: the cookie header of the new session. */
export async function signIn(app: FastifyInstance, username: string, password: string): Promise<Headers> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session/sign-in',
    payload: { username, password },
  });
  if (answer.statusCode !== 200) throw new Error(`sign-in answered ${answer.statusCode}: ${answer.body}`);
  return { cookie: cookiesOf(answer.headers['set-cookie']) };
}

/** Set-Cookie headers as the Cookie header of the next request. */
export function cookiesOf(set: string | string[] | number | undefined): string {
  return [set ?? []]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ');
}

/** An actor for pure policy tests. */
export function makeActor(
  holdings: readonly { unitId: string; permissions: readonly Permission[]; postKind?: string }[],
): Actor {
  return {
    accountId: 'test',
    name: 'test',
    personId: null,
    via: 'session',
    mustChangePassword: false,
    holdings: holdings.map(
      (h, i): Holding => ({
        id: String(i + 1),
        postKind: h.postKind ?? 'test',
        unitId: h.unitId,
        permissions: new Set(h.permissions),
        backup: false,
      }),
    ),
  };
}
