import { sql } from 'kysely';
import type { UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';

/** A notice of the database carries 8,000 bytes: some 400 ids. */
const MOST = 300;

/**
 * Whom a rule set at a unit concerns: those above it, and everybody below whose day it changes. `undefined` where too
 * many are below to be named: then everybody is told. For the `units` of a change event.
 */
export async function audienceOf(
  tx: Tx,
  unit: Pick<UnitFacts, 'id' | 'lineage'>,
): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from org.unit where lineage @> array[${unit.id}::bigint] and closed_on is null limit ${MOST + 1}`.execute(
    tx,
  );
  if (rows.length > MOST) return undefined;
  return [...new Set([...unit.lineage, ...rows.map((r) => r.id)])];
}

/** Tells open pages that the days or terms of a unit changed. */
export async function announceCalendar(
  tx: Tx,
  unit: Pick<UnitFacts, 'id' | 'areaId' | 'lineage'>,
): Promise<void> {
  const units = await audienceOf(tx, unit);
  await announce(tx, { kind: 'calendar', areaId: unit.areaId, ...(units && { units }) });
}
