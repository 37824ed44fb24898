import { AccountView, HandedOutPassword, NewAccountRequest } from '@lianfang/contract/account';
import { Id, Ok, page } from '@lianfang/contract/common';
import Type from 'typebox';
import { audit, byActor } from '../../../kernel/audit.ts';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { langOf } from '../../../kernel/http.ts';
import { createAccounts } from '../accounts.ts';
import { assertManageable, readAccounts, setDisabled } from '../admin.ts';
import { handOutPassword } from '../passwords.ts';
import { assertMayAppoint } from '../posts.ts';
import { newOneTimePassword } from '../secrets.ts';
import { usernameOf } from '../trail.ts';

const ok = { ok: true } as const;
const tag = 'accounts';
/** Whoever appoints the holders of posts looks after their accounts; policy.ts says which. */
const permission = 'post.manage';
const params = Type.Object({ id: Type.String({ maxLength: 60 }) });

const switching = (verb: 'disable' | 'enable', summary: string): AnyEndpoint =>
  endpoint({
    method: 'POST',
    url: `/api/accounts/:id/${verb}`,
    id: `${verb}Account`,
    summary,
    tag,
    access: { kind: 'permission', permission },
    params,
    response: Ok,
    handler: async ({ tx, actor, params, services }) => {
      await assertManageable(tx, actor, params.id, dateOf(services.clock).toString());
      await setDisabled(tx, params.id, verb === 'disable', actor.accountId);
      return ok;
    },
  });

export const accountRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/accounts',
    id: 'listAccounts',
    summary: 'Accounts with a post in a unit and below',
    tag,
    access: { kind: 'permission', permission, unit: ({ query }) => query.unit },
    query: Type.Object({
      unit: Id,
      q: Type.Optional(Type.String({ maxLength: 40 })),
      after: Type.Optional(Type.String({ maxLength: 60 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: page(AccountView),
    handler: async ({ tx, actor, query, services, request }) =>
      readAccounts(
        tx,
        actor,
        { unitId: query.unit, q: query.q?.trim(), after: query.after, limit: query.limit ?? 50 },
        {
          today: dateOf(services.clock).toString(),
          now: services.clock.now().toString(),
          lang: langOf(request),
        },
      ),
  }),
  endpoint({
    method: 'POST',
    url: '/api/accounts',
    id: 'createAccount',
    summary: 'Open an account with a first post; answers a password to hand out',
    tag,
    access: { kind: 'permission', permission, unit: ({ body }) => body.unitId },
    body: NewAccountRequest,
    response: HandedOutPassword,
    status: 201,
    handler: async ({ tx, actor, body, unit, holding, services }) => {
      await assertMayAppoint(tx, actor, body.postKind, unit!);
      const password = newOneTimePassword();
      const from = dateOf(services.clock).toString();
      const { postKind, unitId, backup } = body;
      const [id] = await createAccounts(tx, [
        {
          username: body.username,
          name: body.name.trim(),
          password,
          mustChangePassword: true,
          holdings: [{ postKind, unitId, backup, from }],
        },
      ]);
      await audit(tx, unit!.areaId, [
        {
          ...byActor(actor, holding!),
          verb: 'account.create',
          object: `account:${id}`,
          unitId,
          detail: { username: body.username.toLowerCase(), postKind },
        },
      ]);
      return { accountId: id!, username: body.username.toLowerCase(), password };
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/accounts/:id/reset-password',
    id: 'resetPassword',
    summary: 'Hand out a new password; sessions and tokens end',
    tag,
    access: { kind: 'permission', permission },
    params,
    response: HandedOutPassword,
    handler: async ({ tx, actor, params, services }) => {
      await assertManageable(tx, actor, params.id, dateOf(services.clock).toString());
      const password = newOneTimePassword();
      await handOutPassword(tx, params.id, password, actor.accountId);
      return { accountId: params.id, username: await usernameOf(tx, params.id), password };
    },
  }),
  switching('disable', 'Disable an account: sessions end and tokens stop working'),
  switching('enable', 'Enable an account again'),
];
