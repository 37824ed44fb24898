import type { ParameterInput, Parameters, ParameterView } from '@lianfang/contract/orgParameters';
import { sql } from 'kysely';
import { Value } from 'typebox/value';
import type { Actor, UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Call } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { allParameters, type ParameterDefinition } from '../../kernel/parameter.ts';
import { grantFor } from '../../kernel/policy.ts';
import { Problem } from '../../kernel/problem.ts';
import { accountNames } from './accounts.ts';
import { unitLinks } from './queries.ts';

interface Row {
  readonly key: string;
  readonly unit_id: string | null;
  readonly value: unknown;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly source: string;
  readonly reason: string | null;
  readonly set_by: string | null;
  readonly set_at: string;
}

/** Who may set it: a platform-wide one acts at the top of the tree only, and for everybody. */
const mayManage = (actor: Actor, definition: ParameterDefinition, unit: UnitFacts): boolean =>
  definition.platform
    ? unit.parentId === null && grantFor(actor, 'platform.admin', unit) !== undefined
    : grantFor(actor, 'parameter.manage', unit) !== undefined;

/** Every parameter as it binds a unit on a date, with what was set at the unit and above. */
export async function readParameters(
  tx: Tx,
  actor: Actor,
  unit: UnitFacts,
  date: string,
): Promise<Parameters> {
  const { rows } = await sql<Row>`
    select key, unit_id, value, valid_from, valid_to, source, reason, set_by, set_at from kernel.parameter
    where unit_id is null or unit_id = any(${unit.lineage}::bigint[])
    order by array_position(${unit.lineage}::bigint[], unit_id) nulls last, valid_from desc`.execute(tx);
  const names = await accountNames(
    tx,
    rows.flatMap((r) => r.set_by ?? []),
  );
  const setters = rows.flatMap((r) => r.unit_id ?? []);
  const links = new Map((await unitLinks(tx, [...new Set(setters)])).map((l) => [l.id, l]));
  const linkOf = (id: string | null) => (id === null ? null : (links.get(id) ?? null));
  const view = (definition: ParameterDefinition): ParameterView => {
    const mine = rows.filter((r) => r.key === definition.key && (!definition.platform || r.unit_id === null));
    const found = mine.find(
      (r) =>
        r.valid_from <= date &&
        (r.valid_to === null || r.valid_to > date) &&
        Value.Check(definition.schema, r.value),
    );
    return {
      key: definition.key,
      zh: definition.zh,
      en: definition.en,
      platform: definition.platform ?? false,
      manageable: mayManage(actor, definition, unit),
      schema: definition.schema,
      fallback: definition.fallback,
      fallbackSource: definition.source,
      value: found ? found.value : definition.fallback,
      source: found?.source ?? definition.source,
      origin: !found
        ? 'fallback'
        : found.unit_id === unit.id
          ? 'here'
          : found.unit_id === null
            ? 'everywhere'
            : 'above',
      setAt: linkOf(found?.unit_id ?? null),
      history: mine.map((r) => ({
        value: r.value,
        from: r.valid_from,
        to: r.valid_to,
        source: r.source,
        reason: r.reason,
        unit: linkOf(r.unit_id),
        setBy: r.set_by === null ? null : (names.get(r.set_by) ?? r.set_by),
        setAt: r.set_at,
      })),
    };
  };
  return {
    date,
    rows: allParameters()
      .filter((definition) => !definition.platform || unit.parentId === null)
      .map(view),
  };
}

/**
 * Sets a unit's own value from a date (today or later) on, or takes it away; what was planned later for the unit is
 * replaced. Values of past days stay, so that what was judged by them can be judged again.
 * @throws Problem kernel.not-found (unknown key), org.effective-in-past, org.parameter-invalid
 */
export async function setParameter(
  call: Call<{ key: string }, unknown, ParameterInput>,
): Promise<{ ok: true }> {
  const { tx, params, body, actor, holding, unit, services } = call;
  const definition = allParameters().find((d) => d.key === params.key);
  if (!definition || (definition.platform && unit!.parentId !== null)) throw new Problem('kernel.not-found');
  if (!mayManage(actor, definition, unit!))
    throw new Problem('kernel.forbidden', { permission: 'platform.admin' });
  const setAt = definition.platform ? null : unit!.id;
  const today = dateOf(services.clock).toString();
  if (body.from < today) throw new Problem('org.effective-in-past', { today });
  const set = body.remove !== true;
  if (set && !Value.Check(definition.schema, body.value)) {
    const [first] = Value.Errors(definition.schema, body.value);
    throw new Problem('org.parameter-invalid', { detail: first?.message ?? typeof body.value });
  }
  const own = sql`key = ${params.key} and unit_id is not distinct from ${setAt}::bigint`;
  await sql`delete from kernel.parameter where ${own} and valid_from >= ${body.from}::date`.execute(tx);
  await sql`update kernel.parameter set valid_to = ${body.from}::date
    where ${own} and (valid_to is null or valid_to > ${body.from}::date)`.execute(tx);
  if (set) {
    await sql`insert into kernel.parameter (key, unit_id, value, valid_from, source, reason, set_by)
      values (${params.key}, ${setAt}::bigint, ${JSON.stringify(body.value)}::jsonb, ${body.from}::date,
        ${body.source.trim()}, ${body.reason.trim()}, ${actor.accountId})`.execute(tx);
  }
  await audit(tx, unit!.areaId, [
    {
      ...byActor(actor, holding!),
      verb: set ? 'parameter.set' : 'parameter.remove',
      object: `parameter:${params.key}`,
      unitId: unit!.id,
      detail: { ...body },
    },
  ]);
  const toWhom = definition.platform ? {} : { areaId: unit!.areaId, units: unit!.lineage };
  await announce(tx, { kind: 'parameter', key: params.key, ...toWhom });
  return { ok: true };
}
