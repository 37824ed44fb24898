import { Ok } from '@lianfang/contract/common';
import { ParameterInput, ParameterQuery, Parameters } from '@lianfang/contract/orgParameters';
import Type from 'typebox';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { readParameters, setParameter } from '../parameters.ts';

export const parameterRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/parameters',
    id: 'listParameters',
    summary: 'Thresholds, windows and deadlines as they bind a unit, with source and history',
    tag: 'Parameters',
    access: { kind: 'permission', permission: 'unit.view', unit: ({ query }) => query.unit },
    query: ParameterQuery,
    response: Parameters,
    handler: ({ tx, actor, unit, query, services }) =>
      readParameters(tx, actor, unit!, query.date ?? dateOf(services.clock).toString()),
  }),
  endpoint({
    method: 'PUT',
    url: '/api/parameters/:key',
    id: 'setParameter',
    summary: 'Sets a parameter for a unit and all below from a date on',
    tag: 'Parameters',
    access: { kind: 'permission', permission: 'parameter.manage', unit: ({ body }) => body.unit },
    params: Type.Object({ key: Type.String({ maxLength: 80 }) }),
    body: ParameterInput,
    response: Ok,
    handler: setParameter,
  }),
];
