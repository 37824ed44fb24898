import type { Ok } from '@lianfang/contract/common';
import type { UnitInput, UnitPatch } from '@lianfang/contract/org';
import { sql } from 'kysely';
import { audit, byActor } from '../../kernel/audit.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Call } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { unitInScope } from './abilities.ts';
import { createUnits } from './create.ts';
import { asAsked } from './domain/placing.ts';
import { applyPlan, newOperationId } from './operation/apply.ts';
import { inPlatformScope } from './operation/run.ts';

/** `POST /api/units`. The day it opens may lie back: a unit that exists is entered late, not founded late. */
export async function addUnit(call: Call<unknown, unknown, UnitInput>): Promise<{ id: string }> {
  const { tx, body, actor, holding, unit, services } = call;
  const today = dateOf(services.clock).toString();
  if (body.territoryId) await unitInScope(services.units, actor, 'unit.view', body.territoryId);
  const [made] = await createUnits(tx, [{ ...body, openedOn: body.openedOn ?? today }], today).catch(
    (error) => {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(error.code, error.params, error.errors.map(asAsked));
    },
  );
  const { id, code, kind, name } = made!;
  await audit(tx, unit!.areaId, [
    {
      ...byActor(actor, holding!),
      verb: 'unit.create',
      object: `unit:${id}`,
      unitId: id,
      detail: { code, kind, name },
    },
  ]);
  return { id };
}

/** `PATCH /api/units/:unit`. Attributes are part of the version: they hold from today on (an 'edit' operation). */
export async function patchUnit(call: Call<{ unit: string }, unknown, UnitPatch>): Promise<Ok> {
  const { tx, body, actor, holding, unit, services } = call;
  const today = dateOf(services.clock).toString();
  if (Object.keys(body).length === 0) throw new Problem('org.nothing-changes');
  await sql`update org.unit set code = coalesce(${body.code ?? null}, code), sort = coalesce(${body.sort ?? null}::int, sort)
    where id = ${unit!.id}::bigint`.execute(tx);
  if (body.attributes && Object.keys(body.attributes).length > 0) {
    const id = await newOperationId(tx);
    const request = { attributes: body.attributes };
    await inPlatformScope(tx, call.scope, () =>
      applyPlan(
        tx,
        {
          id,
          type: 'edit',
          unitId: unit!.id,
          areaId: unit!.areaId,
          effectiveOn: today,
          accountId: actor.accountId,
          request,
          at: services.clock.now().toString(),
        },
        { changes: [{ unit: unit!.id, attributes: body.attributes! }], creates: [], notes: [] },
        today,
      ),
    );
  } else {
    await announce(tx, { kind: 'unit' });
  }
  await audit(tx, unit!.areaId, [
    {
      ...byActor(actor, holding!),
      verb: 'unit.edit',
      object: `unit:${unit!.id}`,
      unitId: unit!.id,
      detail: { ...body },
    },
  ]);
  return { ok: true };
}
