import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { type FieldError, Problem } from '../../kernel/problem.ts';
import { createUnits, type NewUnit } from './create.ts';
import { applyPlan, newOperationId } from './operation/apply.ts';
import type { UnitChange } from './operation/plan.ts';

/** A unit as a list names it: what is above it by code, or by names from the unit the list is for. */
export interface ListedUnit {
  readonly code?: string | undefined;
  readonly kind: string;
  readonly name: string;
  /** Code of the unit above; wins over `path`. */
  readonly parentCode?: string | undefined;
  /** Names from below `underId` down to the unit above: ['第一小学', '三年级']. Empty = directly below it. */
  readonly path?: readonly string[] | undefined;
  readonly territoryCode?: string | undefined;
  readonly openedOn?: string | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}
export interface UpsertContext {
  /** The unit the list is for: only units below it are matched by name, and paths begin there. */
  readonly underId: string;
  readonly today: string;
  /** The instant of the request by the deployment's clock; the database's where absent. */
  readonly now?: string | undefined;
  readonly accountId: string;
  /** The import that the list came by: its operations are found by it. */
  readonly importId?: string | undefined;
}
export interface UpsertedUnit {
  readonly id: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

interface Known {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly parent: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const nameKey = (parent: string, kind: string, name: string) => `${parent}\u001f${kind}\u001f${name}`;

/**
 * Makes today's units agree with a list: found by code, else by name path (unit above, kind, name); what is not
 * found is made, what is found under another name or with other attributes is edited from today on (one 'edit'
 * operation), and nothing is closed or moved. The same list twice changes nothing. Rows answer in their order; units
 * above may stand anywhere in the list.
 * @throws Problem org.bad-placing with row and field where the unit above is in neither list nor tree;
 * org.code-taken, likewise, where a code belongs to a unit elsewhere
 */
export async function upsertUnits(
  tx: Tx,
  rows: readonly ListedUnit[],
  context: UpsertContext,
): Promise<readonly UpsertedUnit[]> {
  const known = await readKnown(tx, context.underId);
  const byCode = new Map(known.map((u) => [u.code, u]));
  const byName = new Map(known.filter((u) => u.parent).map((u) => [nameKey(u.parent!, u.kind, u.name), u]));
  const childByName = new Map(
    known.filter((u) => u.parent).map((u) => [nameKey(u.parent!, '', u.name), u.id]),
  );
  const results: (UpsertedUnit | undefined)[] = rows.map(() => undefined);
  const edits: UnitChange[] = [];

  const parentOf = (row: ListedUnit): string | undefined => {
    if (row.parentCode !== undefined) return byCode.get(row.parentCode)?.id;
    let at: string | undefined = context.underId;
    for (const name of row.path ?? []) at = at && childByName.get(nameKey(at, '', name));
    return at;
  };
  const learn = (unit: Known) => {
    byCode.set(unit.code, unit);
    byName.set(nameKey(unit.parent!, unit.kind, unit.name), unit);
    childByName.set(nameKey(unit.parent!, '', unit.name), unit.id);
  };

  for (let open = rows.map((_, i) => i); open.length > 0; ) {
    const ready = open.filter((i) => parentOf(rows[i]!) !== undefined);
    if (ready.length === 0) throw new Problem('org.bad-placing', {}, open.map(missingParent));
    const fresh = new Map<string, { row: number; unit: NewUnit }>();
    const later: number[] = open.filter((i) => !ready.includes(i));
    for (const i of ready) {
      const row = rows[i]!;
      const parent = parentOf(row)!;
      const key = nameKey(parent, row.kind, row.name);
      const found = (row.code === undefined ? undefined : byCode.get(row.code)) ?? byName.get(key);
      if (found) {
        const change = difference(found, row);
        if (change) edits.push(change);
        results[i] = { id: found.id, outcome: change ? 'updated' : 'unchanged' };
      } else if (fresh.has(row.code ?? key)) {
        later.push(i); // the list names it twice: matched against the first in the next round
      } else {
        fresh.set(row.code ?? key, { row: i, unit: newUnit(row, parent, context.today) });
      }
    }
    const units = [...fresh.values()];
    const made = await createUnits(
      tx,
      units.map((f) => f.unit),
      context.today,
    ).catch((e: unknown) => {
      throw withRows(
        e,
        units.map((f) => f.row + 1),
      );
    });
    made.forEach((unit, n) => {
      learn({ ...unit, parent: unit.parent_id });
      results[units[n]!.row] = { id: unit.id, outcome: 'created' };
    });
    open = later;
  }
  if (edits.length > 0) await applyEdits(tx, edits, context);
  return results.map((r) => r!);
}

async function readKnown(tx: Tx, underId: string): Promise<readonly Known[]> {
  const { rows } = await sql<Known>`
    select id, code, kind, name, parent_id as parent, attributes from org.unit
    where lineage @> array[${underId}::bigint] and closed_on is null`.execute(tx);
  return rows;
}

const newUnit = (row: ListedUnit, parentId: string, today: string): NewUnit => ({
  code: row.code,
  kind: row.kind,
  name: row.name,
  parentId,
  territoryCode: row.territoryCode,
  openedOn: row.openedOn ?? today,
  attributes: row.attributes,
});

function difference(found: Known, row: ListedUnit): UnitChange | undefined {
  const attributes = Object.entries(row.attributes ?? {}).filter(
    ([key, value]) => JSON.stringify(found.attributes[key]) !== JSON.stringify(value),
  );
  if (found.name === row.name && attributes.length === 0) return undefined;
  return {
    unit: found.id,
    ...(found.name !== row.name && { name: row.name }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
  };
}

const missingParent = (i: number): FieldError => ({
  row: i + 1,
  field: 'parent',
  code: 'unknown',
  detail: {
    zh: '没有找到上级单位，请核对上级单位的代码或名称',
    en: 'The unit above was not found: check its code or name',
  },
});

/** Faults of a batch name the rows of the list. */
function withRows(error: unknown, rows: readonly number[]): unknown {
  if (!(error instanceof Problem)) return error;
  const errors = error.errors.map((e) => (e.row === undefined ? e : { ...e, row: rows[e.row - 1] ?? e.row }));
  return new Problem(error.code, error.params, errors);
}

async function applyEdits(tx: Tx, edits: readonly UnitChange[], context: UpsertContext): Promise<void> {
  const { rows } = await sql<{ area_id: string }>`
    select area_id from org.unit where id = ${context.underId}::bigint`.execute(tx);
  // A unit listed twice with different facts: the last row counts.
  const last = [...new Map(edits.map((e) => [e.unit, e])).values()];
  const request = { list: last.length, import: context.importId };
  const { accountId, today, now: at, underId: unitId } = context;
  const id = await newOperationId(tx);
  await applyPlan(
    tx,
    { id, type: 'edit', unitId, areaId: rows[0]!.area_id, effectiveOn: today, accountId, request, at },
    { changes: last, creates: [], notes: [] },
    today,
  );
}
