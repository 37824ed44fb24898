import { Id, Ok } from '@lianfang/contract/common';
import { AppointmentInput, EndInput, PostsQuery, UnitPosts } from '@lianfang/contract/orgPosts';
import { sql } from 'kysely';
import Type from 'typebox';
import { audit, byActor } from '../../../kernel/audit.ts';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { Problem } from '../../../kernel/problem.ts';
import { appoint, endHoldings } from '../holdings.ts';
import { checkAppointment, readPosts } from '../posts.ts';

const Params = Type.Object({ unit: Id });
const HoldingParams = Type.Object({ unit: Id, holding: Id });
const atUnit = (input: { params: { unit: string } }) => input.params.unit;
const manage = { kind: 'permission', permission: 'post.manage', unit: atUnit } as const;

export const postRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/posts',
    id: 'listPosts',
    summary: 'Posts of a unit and who holds them',
    tag: 'Organisation',
    access: { kind: 'permission', permission: 'unit.view', unit: atUnit },
    params: Params,
    query: PostsQuery,
    response: UnitPosts,
    handler: ({ tx, actor, unit, query, services }) =>
      readPosts(tx, actor, unit!, dateOf(services.clock).toString(), query.past ?? false),
  }),
  endpoint({
    method: 'POST',
    url: '/api/units/:unit/posts',
    id: 'appointHolder',
    summary: 'Appoints the holder of a post, or a substitute',
    tag: 'Organisation',
    access: manage,
    params: Params,
    body: AppointmentInput,
    response: Type.Object({ id: Id }),
    status: 201,
    handler: async ({ tx, actor, holding, unit, body }) => {
      await checkAppointment(tx, actor, unit!, body);
      const [id] = await appoint(tx, [{ ...body, unitId: unit!.id }]);
      await audit(tx, unit!.areaId, [
        {
          ...byActor(actor, holding!),
          verb: 'post.appoint',
          object: `holding:${id}`,
          unitId: unit!.id,
          detail: { ...body },
        },
      ]);
      return { id: id! };
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/units/:unit/posts/:holding/end',
    id: 'endHolding',
    summary: 'Ends a holding on a date; one that has not begun is taken back',
    tag: 'Organisation',
    access: manage,
    params: HoldingParams,
    body: EndInput,
    response: Ok,
    handler: async ({ tx, actor, holding, unit, params, body, services }) => {
      const today = dateOf(services.clock).toString();
      if (body.on < today) throw new Problem('org.effective-in-past', { today });
      const { rows } = await sql<{ account_id: string; post_kind: string }>`
        select account_id, post_kind from org.holding
        where id = ${params.holding}::bigint and unit_id = ${unit!.id}::bigint for update`.execute(tx);
      const held = rows[0];
      if (!held) throw new Problem('kernel.not-found');
      await endHoldings(tx, [params.holding], body.on);
      await audit(tx, unit!.areaId, [
        {
          ...byActor(actor, holding!),
          verb: 'post.end',
          object: `holding:${params.holding}`,
          unitId: unit!.id,
          detail: { account: held.account_id, postKind: held.post_kind, on: body.on },
        },
      ]);
      return { ok: true as const };
    },
  }),
];
