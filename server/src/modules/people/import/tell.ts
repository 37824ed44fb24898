import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { announce } from '../../../kernel/events.ts';
import type { PeoplePlan } from './plan.ts';

/** NOTIFY carries less than 8000 bytes: with more units than this everybody is told to ask again. */
const MOST_UNITS = 400;

async function tell(tx: Tx, lineages: readonly (readonly string[])[]): Promise<void> {
  const units = [...new Set(lineages.flat())];
  if (units.length === 0) return;
  await announce(tx, { kind: 'person', ...(units.length <= MOST_UNITS && { units }) });
}

/** Tells open screens of the classes, schools and areas that an import changed, those people left included. */
export const tellOfImport = (tx: Tx, plan: PeoplePlan): Promise<void> =>
  tell(
    tx,
    plan.decisions
      .filter((d) => d.action !== 'unchanged')
      .flatMap((d) => [(d.place ?? d.school).lineage, d.person?.lineage ?? []]),
  );

/** The same for one that is about to be taken back. */
export async function tellOfUndo(tx: Tx, importId: string): Promise<void> {
  const { rows } = await sql<{ lineage: string[] }>`
    select distinct l.lineage::text[] as lineage from people.import_change c join people.person p on p.id = c.person_id,
      lateral (values (c.lineage), (p.lineage)) as l(lineage) where c.import_id = ${importId}::uuid`.execute(
    tx,
  );
  await tell(
    tx,
    rows.map((r) => r.lineage),
  );
}
