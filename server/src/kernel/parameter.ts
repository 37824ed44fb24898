import { sql } from 'kysely';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Tx } from './db.ts';

/** A cut-off keeps its operator: 37.3 "above" and 37.3 "at or above" are different rules (S2.9-16, S2.11-23). */
export interface ParameterDefinition<S extends TSchema = TSchema> {
  readonly key: string;
  readonly schema: S;
  /** Used where no dated value is set. */
  readonly fallback: Static<S>;
  /** Where the fallback comes from: standard, guideline or clause id. */
  readonly source: string;
  readonly zh: string;
  readonly en: string;
  /** true: one value for the whole platform, set where the tree begins; else each unit may have its own. */
  readonly platform?: boolean;
}

const definitions = new Map<string, ParameterDefinition>();

/** Declares a parameter. Being declared is being registered: no list can forget it. */
export function parameter<S extends TSchema>(definition: ParameterDefinition<S>): ParameterDefinition<S> {
  if (definitions.has(definition.key)) throw new Error(`parameter ${definition.key} is declared twice`);
  definitions.set(definition.key, definition as unknown as ParameterDefinition);
  return definition;
}

/** Every declared parameter, by key. */
export const allParameters = (): readonly ParameterDefinition[] =>
  [...definitions.values()].sort((a, b) => a.key.localeCompare(b.key));

/** The value in force for a unit on a date: the nearest unit above that sets it, else the fallback. */
export async function parameterAt<S extends TSchema>(
  tx: Tx,
  definition: ParameterDefinition<S>,
  lineage: readonly string[],
  date: string,
): Promise<Static<S>> {
  const { rows } = await sql<{ value: unknown }>`
    select p.value from kernel.parameter p
    where p.key = ${definition.key} and (p.unit_id is null or p.unit_id = any(${lineage}::bigint[]))
      and p.valid_from <= ${date}::date and (p.valid_to is null or p.valid_to > ${date}::date)
    order by array_position(${lineage}::bigint[], p.unit_id) nulls last, p.valid_from desc limit 1`.execute(
    tx,
  );
  const found = rows[0]?.value;
  return found !== undefined && Value.Check(definition.schema, found)
    ? (found as Static<S>)
    : definition.fallback;
}

/** All dated values of a parameter at once, to be resolved in memory where many units ask in the same moment. */
export async function parametersAt<S extends TSchema>(
  tx: Tx,
  definition: ParameterDefinition<S>,
): Promise<(lineage: readonly string[], date: string) => Static<S>> {
  const { rows } = await sql<{ unit: string | null; value: unknown; from: string; to: string | null }>`
    select unit_id as unit, value, valid_from as "from", valid_to as "to" from kernel.parameter
    where key = ${definition.key} order by valid_from desc`.execute(tx);
  return (lineage, date) => {
    const inForce = rows.filter((r) => r.from <= date && (r.to === null || r.to > date));
    for (const unit of [...lineage, null]) {
      const found = inForce.find((r) => r.unit === unit);
      if (found) {
        return Value.Check(definition.schema, found.value) ? (found.value as Static<S>) : definition.fallback;
      }
    }
    return definition.fallback;
  };
}
