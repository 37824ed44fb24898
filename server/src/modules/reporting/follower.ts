import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import type { UnitFollower } from '../org/index.ts';

const count = async (tx: Tx, table: 'slot' | 'exemption', unitIds: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${sql.table(`reporting.${table}`)} where unit_id = any(${unitIds}::bigint[])`.execute(
    tx,
  );
  return rows[0]!.n;
};

/**
 * Deadlines and exemptions hang on units by id and go with them; an exemption that still holds is seen by whoever
 * looks after the unit now. School reports keep the lineage of their day.
 */
export const reportingFollower: UnitFollower = {
  name: 'reporting',
  async count(tx, unitIds) {
    return { slots: await count(tx, 'slot', unitIds), exemptions: await count(tx, 'exemption', unitIds) };
  },
  async follow(tx, { date, placed }) {
    const units = placed.map((u) => ({ unit: u.id, lineage: `{${u.lineage.join(',')}}` }));
    await sql`update reporting.exemption e set lineage = n.lineage::bigint[]
      from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as n(unit bigint, lineage text)
      where e.unit_id = n.unit and (upper_inf(e.valid) or upper(e.valid) > ${date}::date)`.execute(tx);
    return 0;
  },
};
