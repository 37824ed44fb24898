import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { readStatute } from './arrangements.ts';
import { type Calendar, calendarOf, type OwnDay, type Term } from './domain/calendar.ts';

export interface CalendarUnit {
  readonly id: string;
  /** Of the date asked about: the order of precedence. */
  readonly lineage: readonly string[];
}

/**
 * Calendars of many units in three queries. Own days are read for `first`–`last` (inclusive) only: outside, the
 * calendars know the statutory days and terms. Units whose lineages hold the same own days and terms share one.
 */
export async function readCalendars(
  tx: Tx,
  units: readonly CalendarUnit[],
  first: string,
  last: string,
): Promise<(unitId: string) => Calendar> {
  const above = [...new Set(units.flatMap((u) => u.lineage))];
  const { rows: days } = await sql<OwnDay>`
    select unit_id as "unitId", calendar, date, open, reason from org.calendar_day
    where unit_id = any(${above}::bigint[]) and date between ${first}::date and ${last}::date`.execute(tx);
  const { rows: terms } = await sql<Term>`
    select unit_id as "unitId", name, lower(valid) as first, upper(valid) - 1 as last from org.term
    where unit_id = any(${above}::bigint[])`.execute(tx);
  const statute = await readStatute(tx);
  const setting = new Set([...days, ...terms].map((d) => d.unitId));
  const shared = new Map<string, Calendar>();
  const lineages = new Map(units.map((u) => [u.id, u.lineage]));
  return (unitId) => {
    const lineage = (lineages.get(unitId) ?? []).filter((id) => setting.has(id));
    const key = lineage.join();
    const known = shared.get(key);
    if (known) return known;
    const calendar = calendarOf(lineage, days, terms, statute);
    shared.set(key, calendar);
    return calendar;
  };
}
