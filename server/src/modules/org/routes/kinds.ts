import { Id, Ok } from '@lianfang/contract/common';
import { UnitKinds } from '@lianfang/contract/org';
import {
  KindPatch,
  NewPostKind,
  NewUnitKind,
  PostKindPatch,
  PostKindReach,
  PostKinds,
} from '@lianfang/contract/orgKinds';
import Type from 'typebox';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { stages } from '../domain/rungs.ts';
import { readKinds } from '../kinds.ts';
import { addPostKind, addUnitKind, changeKind, readPostKinds, readReach } from '../ownKinds.ts';

const tag = 'Organisation';
const Params = Type.Object({ code: Type.String({ maxLength: 40 }) });
const access = {
  kind: 'permission',
  permission: 'platform.admin',
  unit: ({ body }: { body: { unit: string } }) => body.unit,
} as const;

export const kindRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/unit-kinds',
    id: 'listUnitKinds',
    summary: 'Kinds of units and stages of schools',
    tag,
    access: { kind: 'signed-in' },
    response: UnitKinds,
    handler: async ({ tx }) => ({
      rows: [...(await readKinds(tx)).values()].map((k) => ({
        code: k.code,
        nameZh: k.name_zh,
        nameEn: k.name_en,
        level: k.level,
        role: k.role,
        parents: [...k.parents],
        retired: k.retired,
        reportsAs: k.reports_as,
      })),
      stages,
    }),
  }),
  endpoint({
    method: 'POST',
    url: '/api/unit-kinds',
    id: 'addUnitKind',
    summary: 'Adds a kind of institution, division or group',
    tag,
    access,
    body: NewUnitKind,
    response: Ok,
    status: 201,
    handler: addUnitKind,
  }),
  endpoint({
    method: 'PATCH',
    url: '/api/unit-kinds/:code',
    id: 'changeUnitKind',
    summary: 'Renames a kind of unit, retires it, or takes it back into use',
    tag,
    access,
    params: Params,
    body: KindPatch,
    response: Ok,
    handler: (call) => changeKind(call, 'unit-kind'),
  }),
  endpoint({
    method: 'GET',
    url: '/api/post-kinds',
    id: 'listPostKinds',
    summary: 'Kinds of posts: where they may be held and what they allow',
    tag,
    access: { kind: 'signed-in' },
    response: PostKinds,
    handler: ({ tx }) => readPostKinds(tx),
  }),
  endpoint({
    method: 'POST',
    url: '/api/post-kinds',
    id: 'addPostKind',
    summary: 'Adds a kind of post: where it may be held and what it allows',
    tag,
    access,
    body: NewPostKind,
    response: Ok,
    status: 201,
    handler: addPostKind,
  }),
  endpoint({
    method: 'GET',
    url: '/api/post-kinds/:code/reach',
    id: 'readPostKindReach',
    summary: 'How many people hold a kind of post, before what it allows is changed',
    tag,
    access: {
      kind: 'permission',
      permission: 'platform.admin',
      unit: ({ query }: { query: { unit: string } }) => query.unit,
    },
    params: Params,
    query: Type.Object({ unit: Id }),
    response: PostKindReach,
    handler: readReach,
  }),
  endpoint({
    method: 'PATCH',
    url: '/api/post-kinds/:code',
    id: 'changePostKind',
    summary: 'Renames a kind of post, retires it, takes it back into use, or changes what it allows',
    tag,
    access,
    params: Params,
    body: PostKindPatch,
    response: Ok,
    handler: (call) => changeKind(call, 'post-kind'),
  }),
];
