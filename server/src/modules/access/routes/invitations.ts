import { Id, Ok, Uuid } from '@lianfang/contract/common';
import {
  InvitationAcceptance,
  InvitationOffer,
  InvitationRequest,
  InvitationSecret,
  InvitationView,
  IssuedInvitation,
  PostChoice,
} from '@lianfang/contract/invitation';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { langOf } from '../../../kernel/http.ts';
import { Problem } from '../../../kernel/problem.ts';
import { appoint } from '../../org/index.ts';
import { createAccounts } from '../accounts.ts';
import {
  invite,
  noteTaken,
  readInvitations,
  readOffer,
  revokeInvitation,
  takeInvitation,
} from '../invitations.ts';
import { assertPassword } from '../passwords.ts';
import { assertMayAppoint, postsToGive } from '../posts.ts';
import { accessOf } from '../runtime.ts';
import { qrSvg } from '../totp.ts';

const ok = { ok: true } as const;
const tag = 'invitations';
const permission = 'post.manage';

/** After the `#`, so that the secret reaches neither logs nor referrers. */
const addressOf = (request: FastifyRequest, baseUrl: string | undefined, secret: string): string =>
  `${baseUrl ?? `${request.protocol}://${request.host}`}/join#${secret}`;

export const invitationRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/posts-to-give',
    id: 'listPostsToGive',
    summary: 'Posts that the reader may give at a unit',
    tag,
    access: { kind: 'permission', permission, unit: ({ params }) => params.unit },
    params: Type.Object({ unit: Id }),
    response: Type.Object({ rows: Type.Array(PostChoice) }),
    handler: async ({ tx, actor, unit, request }) => ({
      rows: (await postsToGive(tx, actor, unit!, langOf(request))).map(({ code, name }) => ({ code, name })),
    }),
  }),
  endpoint({
    method: 'POST',
    url: '/api/invitations',
    id: 'issueInvitations',
    summary: 'Invite one person for each of these units',
    tag,
    access: { kind: 'permission', permission },
    body: InvitationRequest,
    response: Type.Object({ rows: Type.Array(IssuedInvitation) }),
    status: 201,
    handler: async ({ tx, actor, body, services, request }) => {
      const { baseUrl } = accessOf(services);
      const expiresAt = services.clock
        .now()
        .add({ hours: 24 * body.days })
        .toString();
      const lang = langOf(request);
      const rows: IssuedInvitation[] = [];
      for (const unitId of body.unitIds) {
        const unit = await services.units.get(unitId);
        if (!unit || !actor.holdings.some((h) => unit.lineage.includes(h.unitId)))
          throw new Problem('kernel.not-found');
        await assertMayAppoint(tx, actor, body.postKind, unit);
        const names = await postsToGive(tx, actor, unit, lang);
        const { id, secret } = await invite(tx, actor, {
          unit,
          postKind: body.postKind,
          backup: body.backup ?? false,
          expiresAt,
        });
        const above = unit.schoolId === null ? null : await services.units.get(unit.schoolId);
        const url = addressOf(request, baseUrl, secret);
        rows.push({
          id,
          unitId,
          unitName: unit.name,
          aboveName: above && above.id !== unit.id ? above.name : null,
          postName: names.find((p) => p.code === body.postKind)?.name ?? body.postKind,
          expiresAt,
          url,
          qr: await qrSvg(url),
        });
      }
      return { rows };
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/invitations',
    id: 'listInvitations',
    summary: 'Invitations for posts in a unit and below',
    tag,
    access: { kind: 'permission', permission, unit: ({ query }) => query.unit },
    query: Type.Object({ unit: Id }),
    response: Type.Object({ rows: Type.Array(InvitationView) }),
    handler: async ({ tx, query, services, request }) => ({
      rows: await readInvitations(tx, query.unit, services.clock.now().toString(), langOf(request)),
    }),
  }),
  endpoint({
    method: 'DELETE',
    url: '/api/invitations/:id',
    id: 'revokeInvitation',
    summary: 'Withdraw an open invitation',
    tag,
    access: { kind: 'permission', permission },
    params: Type.Object({ id: Uuid }),
    response: Ok,
    handler: async ({ tx, actor, params }) => {
      await revokeInvitation(tx, actor, params.id);
      return ok;
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/invitations/read',
    id: 'readInvitation',
    summary: 'What an invitation offers',
    tag,
    access: { kind: 'public' },
    body: InvitationSecret,
    response: InvitationOffer,
    transaction: 'own',
    handler: async ({ body, services, request }) =>
      services.db.tx(
        '*',
        (tx) => readOffer(tx, body.secret, services.clock.now().toString(), langOf(request)),
        'read',
      ),
  }),
  endpoint({
    method: 'POST',
    url: '/api/invitations/accept',
    id: 'acceptInvitation',
    summary: 'Accept an invitation with a new account',
    tag,
    access: { kind: 'public' },
    body: InvitationAcceptance,
    response: Ok,
    status: 201,
    transaction: 'own',
    handler: async ({ body, services }) => {
      assertPassword(body.password, body.username);
      await services.db.tx('*', async (tx) => {
        const taken = await takeInvitation(tx, body.secret, services.clock.now().toString());
        const [id] = await createAccounts(tx, [
          {
            username: body.username,
            name: body.name.trim(),
            password: body.password,
            mustChangePassword: false,
            holdings: [{ ...taken, from: dateOf(services.clock).toString() }],
          },
        ]);
        await noteTaken(tx, taken, id!);
      });
      return ok;
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/invitations/accept-own',
    id: 'acceptInvitationSignedIn',
    summary: 'Accept an invitation with the account signed in',
    tag,
    access: { kind: 'signed-in' },
    body: InvitationSecret,
    response: Ok,
    status: 201,
    transaction: 'own',
    handler: async ({ actor, body, services }) => {
      await services.db.tx('*', async (tx) => {
        const taken = await takeInvitation(tx, body.secret, services.clock.now().toString());
        const from = dateOf(services.clock).toString();
        await appoint(tx, [{ ...taken, accountId: actor.accountId, from }]);
        await noteTaken(tx, taken, actor.accountId);
      });
      return ok;
    },
  }),
];
