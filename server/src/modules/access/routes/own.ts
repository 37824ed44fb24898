import {
  NewTokenAnswer,
  NewTokenRequest,
  OwnPassword,
  RecoveryCodes,
  TokenView,
  TotpCode,
  TotpSetup,
} from '@lianfang/contract/account';
import { Id, Ok } from '@lianfang/contract/common';
import type { Permission } from '@lianfang/contract/permissions';
import Type from 'typebox';
import type { Actor } from '../../../kernel/actor.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { Problem } from '../../../kernel/problem.ts';
import { createToken, readTokens, revokeToken } from '../tokens.ts';
import { beginTotp, confirmTotp, endTotp, renewRecoveryCodes } from '../totp.ts';
import { auditAccount, usernameOf } from '../trail.ts';

const ok = { ok: true } as const;
const tag = 'account';

/** The account signed in by password. A token must not make tokens: one that leaks would outlive its revocation. */
function inSession({ via, accountId }: Actor): string {
  if (via === 'token') throw new Problem('kernel.signed-out');
  return accountId;
}

export const ownRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    url: '/api/session/totp',
    id: 'beginTotp',
    summary: 'Set up an authenticator: secret and recovery codes',
    tag,
    access: { kind: 'signed-in' },
    body: OwnPassword,
    response: TotpSetup,
    transaction: 'own',
    handler: async (call) => {
      const accountId = inSession(call.actor);
      const username = await call.services.db.tx('*', (tx) => usernameOf(tx, accountId), 'read');
      return beginTotp(call, { accountId, username }, call.body.password);
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/session/totp/confirm',
    id: 'confirmTotp',
    summary: 'Turn the second factor on with a first code',
    tag,
    access: { kind: 'signed-in' },
    body: TotpCode,
    response: Ok,
    transaction: 'own',
    handler: async (call) => {
      await confirmTotp(call, inSession(call.actor), call.body.code);
      return ok;
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/session/totp/end',
    id: 'endTotp',
    summary: 'Turn the second factor off',
    tag,
    access: { kind: 'signed-in' },
    body: OwnPassword,
    response: Ok,
    transaction: 'own',
    handler: async (call) => {
      await endTotp(call, inSession(call.actor), call.body.password);
      return ok;
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/session/totp/recovery-codes',
    id: 'renewRecoveryCodes',
    summary: 'New recovery codes; the old ones stop working',
    tag,
    access: { kind: 'signed-in' },
    body: OwnPassword,
    response: RecoveryCodes,
    transaction: 'own',
    handler: async (call) => ({
      recoveryCodes: await renewRecoveryCodes(call, inSession(call.actor), call.body.password),
    }),
  }),
  endpoint({
    method: 'GET',
    url: '/api/tokens',
    id: 'listTokens',
    summary: 'One’s own personal API tokens',
    tag,
    access: { kind: 'signed-in' },
    response: Type.Object({ rows: Type.Array(TokenView) }),
    handler: async ({ tx, actor, services }) => ({
      rows: await readTokens(tx, actor.accountId, services.clock.now().toString()),
    }),
  }),
  endpoint({
    method: 'POST',
    url: '/api/tokens',
    id: 'createToken',
    summary: 'Make a personal API token; its secret is shown this once',
    tag,
    access: { kind: 'signed-in' },
    body: NewTokenRequest,
    response: NewTokenAnswer,
    status: 201,
    handler: async ({ tx, actor, body, services }) => {
      const accountId = inSession(actor);
      const own = new Set<string>(actor.holdings.flatMap((h) => [...h.permissions]));
      const beyond = body.permissions?.find((p) => !own.has(p));
      if (beyond !== undefined || actor.mustChangePassword) {
        throw new Problem('kernel.forbidden', { permission: beyond ?? 'token.create' });
      }
      const made = await createToken(tx, {
        accountId,
        name: body.name.trim(),
        expiresAt: services.clock
          .now()
          .add({ hours: 24 * body.days })
          .toString(),
        permissions: body.permissions as Permission[] | undefined,
      });
      await auditAccount(tx, accountId, 'token.create', accountId, { name: body.name.trim() });
      return made;
    },
  }),
  endpoint({
    method: 'DELETE',
    url: '/api/tokens/:id',
    id: 'revokeToken',
    summary: 'Revoke a personal API token',
    tag,
    access: { kind: 'signed-in' },
    params: Type.Object({ id: Id }),
    response: Ok,
    handler: async ({ tx, actor, params }) => {
      await revokeToken(tx, actor.accountId, params.id);
      return ok;
    },
  }),
];
