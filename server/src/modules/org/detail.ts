import type { UnitView } from '@lianfang/contract/org';
import { sql } from 'kysely';
import type { Actor, UnitDirectory, UnitFacts } from '../../kernel/actor.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Call } from '../../kernel/endpoint.ts';
import { grantFor } from '../../kernel/policy.ts';
import { Problem } from '../../kernel/problem.ts';
import { abilitiesAt } from './abilities.ts';
import { unitLinks } from './queries.ts';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly role: UnitView['role'];
  readonly name: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly attributes: Record<string, unknown>;
  readonly sort: number;
  readonly open: boolean;
  readonly lineage: readonly string[];
  readonly territory: string | null;
}

/** The main line is where the parents lead; the rest of the lineage is the territorial line. */
async function splitLines(tx: Tx, lineage: readonly string[], date: string) {
  const { rows } = await sql<{ id: string; parent: string | null; territory: string | null }>`
    select distinct on (unit_id) unit_id as id, parent_id as parent, territory_id as territory
    from org.unit_version where unit_id = any(${lineage}::bigint[])
    order by unit_id, (valid @> ${date}::date) desc, lower(valid) desc`.execute(tx);
  const byId = new Map(rows.map((r) => [r.id, r]));
  const main: string[] = [];
  for (let at = byId.get(lineage[0]!); at && !main.includes(at.id); at = byId.get(at.parent ?? ''))
    main.push(at.id);
  const owner = main.find((id) => byId.get(id)?.territory);
  return { main: main.slice(1), territorial: lineage.filter((id) => !main.includes(id)), owner };
}

/** Whether a unit hung below one of these on a date, on either line. */
export async function wasInSight(
  tx: Tx,
  scope: readonly string[],
  unit: string,
  date: string,
): Promise<boolean> {
  const { rows } = await sql<{ seen: boolean }>`
    select exists (select from org.unit_version where unit_id = ${unit}::bigint and valid @> ${date}::date
      and lineage && ${scope}::bigint[]) as seen`.execute(tx);
  return rows[0]!.seen;
}

type ViewCall = Pick<
  Call<{ unit: string }, { date?: string }, unknown>,
  'tx' | 'actor' | 'scope' | 'params' | 'query' | 'services'
>;

/**
 * A unit on a date, for those who look after it today; and for those who did on a past date, as of that date: its facts
 * then, nothing to be done with it, nothing of what came after. @throws Problem kernel.not-found
 */
export async function viewUnit({ tx, actor, scope, params, query, services }: ViewCall): Promise<UnitView> {
  const today = dateOf(services.clock).toString();
  const date = query.date ?? today;
  const unit = await services.units.get(params.unit);
  if (!unit) throw new Problem('kernel.not-found');
  if (grantFor(actor, 'unit.view', unit)) return readUnit(tx, actor, unit, services.units, date);
  if (date >= today || !(await wasInSight(tx, scope, unit.id, date))) throw new Problem('kernel.not-found');
  const then = await readUnit(tx, actor, unit, services.units, date);
  const nothing = Object.keys(then.can).map((what) => [what, false]);
  const closedOn = then.closedOn !== null && then.closedOn > date ? null : then.closedOn;
  return { ...then, closedOn, can: Object.fromEntries(nothing) as UnitView['can'], left: true };
}

/** A unit on a date: its facts, both lines, what is below, what the actor may do. */
async function readUnit(
  tx: Tx,
  actor: Actor,
  unit: UnitFacts,
  units: UnitDirectory,
  date: string,
): Promise<UnitView> {
  const { rows } = await sql<Row>`
    select u.id, u.code, u.kind, k.role, v.name, u.opened_on as "openedOn", u.closed_on as "closedOn", v.attributes,
      u.sort, v.valid @> ${date}::date as open, v.lineage::text[] as lineage, v.territory_id as territory
    from org.unit u join org.unit_kind k on k.code = u.kind join org.unit_version v on v.unit_id = u.id
    where u.id = ${unit.id}::bigint
    order by (v.valid @> ${date}::date) desc, lower(v.valid) desc limit 1`.execute(tx);
  const row = rows[0];
  // Made by an operation that was undone: it never was.
  if (!row) throw new Problem('kernel.not-found');
  const lines = await splitLines(tx, row.lineage, date);
  const { rows: below } = await sql<{ kind: string; count: number }>`
    select u.kind, count(*)::int as count from org.unit_version v join org.unit u on u.id = v.unit_id
    join org.unit_kind k on k.code = u.kind
    where v.lineage @> array[${unit.id}::bigint] and v.unit_id <> ${unit.id}::bigint and v.valid @> ${date}::date
    group by u.kind, k.level order by k.level, u.kind`.execute(tx);
  const links = new Map((await unitLinks(tx, row.lineage, date)).map((l) => [l.id, l]));
  const pick = (ids: readonly string[]) => ids.flatMap((id) => links.get(id) ?? []);
  const { lineage: _, territory: _t, ...facts } = row;
  return {
    ...facts,
    date,
    main: pick(lines.main),
    territorial: pick(lines.territorial),
    territoryOf: lines.owner === undefined ? null : (links.get(lines.owner) ?? null),
    below,
    can: abilitiesAt(actor, unit, unit.parentId === null ? null : await units.get(unit.parentId)),
  };
}
