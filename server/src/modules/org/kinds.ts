import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import type { UnitKindRow } from './tables.ts';

/** The kinds of units by code. Kinds are data: read with every decision that needs them. */
export async function readKinds(tx: Tx): Promise<ReadonlyMap<string, UnitKindRow>> {
  const { rows } = await sql<UnitKindRow>`
    select code, name_zh, name_en, level, role, parents, retired_at is not null as retired,
      reports_as
    from org.unit_kind order by level, code`.execute(tx);
  return new Map(rows.map((k) => [k.code, k]));
}
