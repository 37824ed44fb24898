import { Id, Ok, Uuid } from '@lianfang/contract/common';
import {
  OperationEffect,
  OperationInput,
  OperationPage,
  OperationQuery,
} from '@lianfang/contract/orgOperations';
import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { audit, byActor } from '../../../kernel/audit.ts';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, type Call, endpoint } from '../../../kernel/endpoint.ts';
import { langOf } from '../../../kernel/http.ts';
import { grantFor } from '../../../kernel/policy.ts';
import { Problem } from '../../../kernel/problem.ts';
import { applyPlan } from '../operation/apply.ts';
import { listOperations } from '../operation/queries.ts';
import { inPlatformScope, planFor, presentEffect } from '../operation/run.ts';
import type { OperationResult } from '../operation/summary.ts';
import { type StoredOperation, undoOperation } from '../operation/undo.ts';

const Params = Type.Object({ unit: Id });
const UndoParams = Type.Object({ unit: Id, operation: Uuid });
const manage = {
  kind: 'permission',
  permission: 'unit.manage',
  unit: (input: { params: { unit: string } }) => input.params.unit,
} as const;

type OperationCall = Call<Static<typeof Params>, unknown, OperationInput>;

function carryOut(call: OperationCall): Promise<OperationResult> {
  const { tx, actor, unit, body, services, scope } = call;
  return inPlatformScope(tx, scope, async () => {
    const plan = await planFor({ tx, actor, unit: unit!, units: services.units }, body);
    if (plan.changes.length + plan.creates.length === 0) throw new Problem('org.nothing-changes');
    const { id, type, effectiveOn, ...request } = body;
    const op = {
      id,
      type,
      effectiveOn,
      request,
      unitId: unit!.id,
      areaId: unit!.areaId,
      accountId: actor.accountId,
      at: services.clock.now().toString(),
    };
    return applyPlan(tx, op, plan, dateOf(services.clock).toString());
  });
}

export const operationRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    url: '/api/units/:unit/operations/preview',
    id: 'previewOperation',
    summary: 'What an operation would change; changes nothing',
    tag: 'Organisation',
    access: manage,
    params: Params,
    body: OperationInput,
    response: OperationEffect,
    handler: async (call) => {
      // The operation itself, taken back: a preview that is worked out another way would one day differ.
      await sql`savepoint preview`.execute(call.tx);
      const result = await carryOut(call);
      await sql`rollback to savepoint preview`.execute(call.tx);
      return presentEffect(result);
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/units/:unit/operations',
    id: 'applyOperation',
    summary: 'Moves, merges, closes, renames or promotes from a date on',
    tag: 'Organisation',
    access: manage,
    params: Params,
    body: OperationInput,
    response: OperationEffect,
    status: 201,
    handler: async (call) => {
      const { tx, actor, holding, unit, body } = call;
      const result = await carryOut(call);
      await audit(tx, unit!.areaId, [
        {
          ...byActor(actor, holding!),
          verb: `unit.${body.type}`,
          object: `operation:${body.id}`,
          unitId: unit!.id,
          detail: { ...body, totals: result.totals },
        },
      ]);
      return presentEffect(result);
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/operations',
    id: 'listOperations',
    summary: 'Operations at a unit, newest first',
    tag: 'Organisation',
    access: { ...manage, permission: 'unit.view' },
    params: Params,
    query: OperationQuery,
    response: OperationPage,
    handler: ({ tx, params, query, actor, services, request, scope }) => {
      const rights = async (unitId: string) => {
        const unit = await services.units.get(unitId);
        const has = (p: 'unit.view' | 'unit.manage') =>
          unit !== null && grantFor(actor, p, unit) !== undefined;
        return { view: has('unit.view'), undo: has('unit.manage') };
      };
      const today = dateOf(services.clock).toString();
      // Counted as undoing will: also what is out of the reader's sight by now stands in its way.
      return inPlatformScope(tx, scope, () =>
        listOperations(tx, params.unit, query, today, rights, langOf(request)),
      );
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/units/:unit/operations/:operation/undo',
    id: 'undoOperation',
    summary: 'Takes an operation back while nothing depends on it',
    tag: 'Organisation',
    access: { ...manage },
    params: UndoParams,
    response: Ok,
    handler: async ({ tx, actor, holding, unit, params, services, scope }) => {
      const { rows } = await sql<StoredOperation>`
        select * from org.operation where id = ${params.operation} and unit_id = ${unit!.id}::bigint for update`.execute(
        tx,
      );
      const op = rows[0];
      if (!op) throw new Problem('kernel.not-found');
      await inPlatformScope(tx, scope, () =>
        undoOperation(
          tx,
          op,
          actor.accountId,
          dateOf(services.clock).toString(),
          services.clock.now().toString(),
        ),
      );
      await audit(tx, unit!.areaId, [
        {
          ...byActor(actor, holding!),
          verb: 'unit.undo',
          object: `operation:${op.id}`,
          unitId: unit!.id,
          detail: { type: op.type },
        },
      ]);
      return { ok: true as const };
    },
  }),
];
