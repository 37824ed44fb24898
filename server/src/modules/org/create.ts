import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { type FieldError, Problem } from '../../kernel/problem.ts';
import { type Placing, placingFault, retiredFault } from './domain/placing.ts';
import { readKinds } from './kinds.ts';
import type { UnitRow } from './tables.ts';

/** A unit to make. Units above may be named by id, or by code, also that of another unit of the same call. */
export interface NewUnit {
  /** National or organisation code; one is made from the id where absent. */
  readonly code?: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly parentId?: string | undefined;
  readonly parentCode?: string | undefined;
  readonly territoryId?: string | undefined;
  readonly territoryCode?: string | undefined;
  /** First day. A unit can be seen in trees of the past only as far back as the units above it. */
  readonly openedOn: string;
  readonly sort?: number | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

const COLUMNS = sql`u.id, u.code, u.kind, u.name, u.parent_id, u.territory_id, u.area_id, u.school_id,
  u.lineage::text[] as lineage, u.sort, u.opened_on, u.closed_on, u.attributes`;

interface Above {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly closed_on: string | null;
}

/** The existing units that a batch names as parents or territories. */
async function readAbove(tx: Tx, units: readonly NewUnit[]): Promise<readonly Above[]> {
  const ids = units.flatMap((u) => [u.parentId, u.territoryId]).filter((v) => v !== undefined);
  const codes = units.flatMap((u) => [u.parentCode, u.territoryCode]).filter((v) => v !== undefined);
  const { rows } = await sql<Above>`
    select id, code, kind, closed_on from org.unit
    where id = any(${ids}::bigint[]) or code = any(${codes}::text[])`.execute(tx);
  return rows;
}

/**
 * Makes many units in a few statements (a county of 3,000 in one call), lineage, area and school worked out.
 * Returns them in the order given.
 * @throws Problem org.bad-placing naming row and field: unknown kind, unknown or closed unit above, a kind that may
 * not hang there; org.code-taken when a code is in use.
 */
export async function createUnits(
  tx: Tx,
  units: readonly NewUnit[],
  today: string,
): Promise<readonly UnitRow[]> {
  if (units.length === 0) return [];
  const kinds = await readKinds(tx);
  const ids = (
    await sql<{ id: string }>`
      select nextval(pg_get_serial_sequence('org.unit', 'id')) as id from generate_series(1, ${units.length})`.execute(
      tx,
    )
  ).rows.map((r) => r.id);
  const own = units.map((u, i) => ({
    id: ids[i]!,
    code: u.code ?? `U${ids[i]}`,
    kind: u.kind,
    closed_on: null,
  }));
  const all: readonly Above[] = [...(await readAbove(tx, units)), ...own];
  const byId = new Map(all.map((a) => [a.id, a]));
  const byCode = new Map(all.map((a) => [a.code, a]));
  const find = (id?: string, code?: string): Above | null | undefined =>
    id !== undefined ? (byId.get(id) ?? null) : code !== undefined ? (byCode.get(code) ?? null) : undefined;

  const errors: FieldError[] = [];
  const rows = units.map((unit, i) => {
    const parent = find(unit.parentId, unit.parentCode);
    const territory = find(unit.territoryId, unit.territoryCode);
    const placing: Placing = { kind: unit.kind, parent, territory };
    const fault = placingFault(kinds, placing) ?? retiredFault(kinds.get(unit.kind)!);
    if (fault) errors.push({ ...fault, row: i + 1 });
    return {
      id: ids[i],
      code: own[i]!.code,
      kind: unit.kind,
      name: unit.name,
      parent_id: parent?.id ?? null,
      territory_id: territory?.id ?? null,
      sort: unit.sort ?? 0,
      opened_on: unit.openedOn,
      attributes: unit.attributes ?? {},
    };
  });
  if (errors.length > 0) throw new Problem('org.bad-placing', {}, errors);
  await refuseTaken(tx, units);
  return insert(tx, rows, ids, today);
}

async function refuseTaken(tx: Tx, units: readonly NewUnit[]): Promise<void> {
  const codes = units.map((u) => u.code).filter((c) => c !== undefined);
  const { rows } = await sql<{ code: string }>`
    select code from org.unit where code = any(${codes}::text[])`.execute(tx);
  if (rows.length === 0) return;
  const taken = new Set(rows.map((r) => r.code));
  const errors = units.flatMap((u, i): FieldError[] =>
    u.code !== undefined && taken.has(u.code)
      ? [
          {
            row: i + 1,
            field: 'code',
            code: 'taken',
            detail: { zh: `代码 ${u.code} 已被使用`, en: `Code ${u.code} is in use` },
          },
        ]
      : [],
  );
  throw new Problem('org.code-taken', {}, errors);
}

async function insert(
  tx: Tx,
  rows: readonly object[],
  ids: readonly string[],
  today: string,
): Promise<readonly UnitRow[]> {
  const from = sql`from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id bigint, code text, kind text,
    name text, parent_id bigint, territory_id bigint, sort integer, opened_on date, attributes jsonb)`;
  await sql`
    insert into org.unit (id, code, kind, name, parent_id, territory_id, area_id, lineage, sort, opened_on, attributes)
    overriding system value
    select id, code, kind, name, parent_id, territory_id, 0, '{}', sort, opened_on, attributes ${from}`.execute(
    tx,
  );
  await sql`
    insert into org.unit_version (unit_id, valid, name, parent_id, territory_id, attributes)
    select id, daterange(opened_on, null), name, parent_id, territory_id, attributes ${from}`.execute(tx);
  await sql`select org.rederive(${ids}::bigint[], '-infinity', true)`.execute(tx);
  await sql`select org.refresh(${ids}::bigint[], ${today}::date)`.execute(tx);
  await announce(tx, { kind: 'unit' });
  const made = await sql<UnitRow>`
    select ${COLUMNS} from unnest(${ids}::bigint[]) with ordinality n(id, position)
    join org.unit u on u.id = n.id order by n.position`.execute(tx);
  return made.rows;
}
