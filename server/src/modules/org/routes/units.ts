import { Id, Ok } from '@lianfang/contract/common';
import {
  SubtreePage,
  SubtreeQuery,
  TreePage,
  TreeQuery,
  UnitHistory,
  UnitHits,
  UnitInput,
  UnitPatch,
  UnitSearch,
  UnitView,
} from '@lianfang/contract/org';
import Type from 'typebox';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { Problem } from '../../../kernel/problem.ts';
import { addUnit, patchUnit } from '../commands.ts';
import { viewUnit, wasInSight } from '../detail.ts';
import { searchUnits, subtreePage, treeLevel, unitHistory } from '../queries.ts';

const Params = Type.Object({ unit: Id });
const DateQuery = Type.Object({ date: SubtreeQuery.properties.date });
const view = { kind: 'permission', permission: 'unit.view' } as const;
const atUnit = (input: { params: { unit: string } }) => input.params.unit;

export const unitRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/units',
    id: 'searchUnits',
    summary: 'Finds open units in the scope by name or code',
    tag: 'Organisation',
    access: view,
    query: UnitSearch,
    response: UnitHits,
    handler: ({ tx, scope, query, services }) =>
      searchUnits(tx, scope, query, dateOf(services.clock).toString()),
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/tree',
    id: 'listTree',
    summary: 'One level of the tree of a date, both lines',
    tag: 'Organisation',
    // Whose parent it is, is asked of the date looked at: a unit that left is still in the tree of last year.
    access: view,
    query: TreeQuery,
    response: TreePage,
    handler: async ({ tx, scope, query, services }) => {
      const date = query.date ?? dateOf(services.clock).toString();
      if (query.parent !== undefined && !(await wasInSight(tx, scope, query.parent, date)))
        throw new Problem('kernel.not-found');
      return treeLevel(tx, scope, query, date);
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/:unit',
    id: 'getUnit',
    summary: 'A unit on a date, with both its lines and what the caller may do',
    tag: 'Organisation',
    access: view,
    params: Params,
    query: DateQuery,
    response: UnitView,
    handler: viewUnit,
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/subtree',
    id: 'listSubtree',
    summary: 'Everything below a unit on a date, itself included',
    tag: 'Organisation',
    access: { ...view, unit: atUnit },
    params: Params,
    query: SubtreeQuery,
    response: SubtreePage,
    handler: ({ tx, scope, params, query, services }) =>
      subtreePage(tx, scope, params.unit, query, query.date ?? dateOf(services.clock).toString()),
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/history',
    id: 'getUnitHistory',
    summary: 'What a unit was called and where it hung',
    tag: 'Organisation',
    access: { ...view, unit: atUnit },
    params: Params,
    response: UnitHistory,
    handler: ({ tx, params }) => unitHistory(tx, params.unit),
  }),
  endpoint({
    method: 'POST',
    url: '/api/units',
    id: 'createUnit',
    summary: 'Makes a unit below another',
    tag: 'Organisation',
    access: { kind: 'permission', permission: 'unit.manage', unit: ({ body }) => body.parentId },
    body: UnitInput,
    response: Type.Object({ id: Id }),
    status: 201,
    handler: addUnit,
  }),
  endpoint({
    method: 'PATCH',
    url: '/api/units/:unit',
    id: 'editUnit',
    summary: 'Changes code, order or attributes of a unit',
    tag: 'Organisation',
    access: { kind: 'permission', permission: 'unit.manage', unit: atUnit },
    params: Params,
    body: UnitPatch,
    response: Ok,
    handler: patchUnit,
  }),
];
