import { sql } from 'kysely';
import type { Tx } from '../../kernel/db.ts';
import { announceCalendar } from './audience.ts';
import { readCalendars } from './calendars.ts';
import type { Calendar, OwnCalendar } from './domain/calendar.ts';

/** A unit whose calendar a list is about. */
export interface ListUnit {
  readonly id: string;
  readonly areaId: string;
  readonly lineage: readonly string[];
}

export interface OwnSetting {
  readonly open: boolean;
  readonly reason: string;
}
export interface ListTerm {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  /** First and last day, inclusive. */
  readonly first: string;
  readonly last: string;
}

/** What is on record where a list of days and terms comes in. */
export interface CalendarBook {
  readonly calendar: Calendar;
  /** The unit's own days, by `<calendar> <date>`. */
  readonly own: ReadonlyMap<string, OwnSetting>;
  /** Terms of the unit and of those above. */
  readonly terms: readonly ListTerm[];
  /** Names of the unit and of those above, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** `first` and `last` bound the days that the list speaks of. */
export async function readCalendarBook(
  tx: Tx,
  unit: ListUnit,
  first: string,
  last: string,
): Promise<CalendarBook> {
  const calendar = (await readCalendars(tx, [unit], first, last))(unit.id);
  const { rows: days } = await sql<OwnSetting & { key: string }>`
    select calendar || ' ' || date as key, open, reason from org.calendar_day
    where unit_id = ${unit.id}::bigint and date between ${first}::date and ${last}::date`.execute(tx);
  const { rows: terms } = await sql<ListTerm>`
    select id, unit_id as "unitId", name, lower(valid) as first, upper(valid) - 1 as last from org.term
    where unit_id = any(${unit.lineage}::bigint[]) order by lower(valid)`.execute(tx);
  const { rows: names } = await sql<{ id: string; name: string }>`
    select id, name from org.unit where id = any(${unit.lineage}::bigint[])`.execute(tx);
  return {
    calendar,
    own: new Map(days.map(({ key, open, reason }) => [key, { open, reason }])),
    terms,
    names: new Map(names.map((n) => [n.id, n.name])),
  };
}

/** One of the unit's own days before and after; null: not set by the unit. */
export interface DayChange {
  readonly calendar: OwnCalendar;
  readonly date: string;
  readonly before: OwnSetting | null;
  readonly after: OwnSetting | null;
}
/** One of the unit's own terms; without `id` it is new. */
export interface TermChange {
  readonly id: string | null;
  readonly before: Pick<ListTerm, 'name' | 'first' | 'last'> | null;
  readonly after: Pick<ListTerm, 'name' | 'first' | 'last'> | null;
}
export interface CalendarChanges {
  readonly days: readonly DayChange[];
  readonly terms: readonly TermChange[];
}

/** Puts the days and terms as `after` says, and tells open pages; returns the changes with the ids of new terms. */
export async function putCalendar(
  tx: Tx,
  unit: ListUnit,
  changes: CalendarChanges,
): Promise<CalendarChanges> {
  const rows = (of: readonly DayChange[]): string =>
    JSON.stringify(of.map(({ calendar, date, after }) => ({ calendar, date, ...after })));
  const x = sql`as x(calendar text, date date, open boolean, reason text)`;
  await sql`delete from org.calendar_day d using jsonb_to_recordset(${rows(changes.days.filter((d) => !d.after))}::jsonb) ${x}
    where d.unit_id = ${unit.id}::bigint and d.calendar = x.calendar and d.date = x.date`.execute(tx);
  await sql`insert into org.calendar_day (unit_id, calendar, date, open, reason)
    select ${unit.id}::bigint, x.calendar, x.date, x.open, x.reason
    from jsonb_to_recordset(${rows(changes.days.filter((d) => d.after))}::jsonb) ${x}
    on conflict (unit_id, calendar, date) do update set open = excluded.open, reason = excluded.reason`.execute(
    tx,
  );
  // Out first, then in: two terms may trade places, and no two may overlap even for a moment.
  const known = changes.terms.flatMap((t) => t.id ?? []);
  await sql`delete from org.term where unit_id = ${unit.id}::bigint and id = any(${known}::bigint[])`.execute(
    tx,
  );
  const terms: TermChange[] = [];
  for (const term of changes.terms) {
    const { id, after } = term;
    if (!after) {
      terms.push(term);
      continue;
    }
    const valid = sql`daterange(${after.first}::date, ${after.last}::date, '[]')`;
    const made = await sql<{ id: string }>`
      insert into org.term (id, unit_id, name, valid) overriding system value
      values (coalesce(${id}::bigint, nextval(pg_get_serial_sequence('org.term', 'id'))), ${unit.id}::bigint, ${after.name}, ${valid})
      returning id`.execute(tx);
    terms.push({ ...term, id: made.rows[0]!.id });
  }
  await announceCalendar(tx, unit);
  return { days: changes.days, terms };
}

const same = (a: object | null, b: object | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Takes changes back. False, and nothing is done, where a day or term is no longer as they left it, or a day that
 * would be changed is over: what was due then stays what it was.
 */
export async function takeBackCalendar(
  tx: Tx,
  unit: ListUnit,
  changes: CalendarChanges,
  today: string,
): Promise<boolean> {
  const dates = changes.days.map((d) => d.date).sort();
  if (dates[0] !== undefined && dates[0] < today) return false;
  const book = await readCalendarBook(tx, unit, dates[0] ?? today, dates.at(-1) ?? today);
  const own = new Map(
    book.terms
      .filter((t) => t.unitId === unit.id)
      .map(({ id, name, first, last }) => [id, { name, first, last }]),
  );
  const asLeft =
    changes.days.every((d) => {
      const now = book.own.get(`${d.calendar} ${d.date}`);
      return now?.open === d.after?.open && now?.reason === d.after?.reason;
    }) &&
    changes.terms.every(({ id, after }) => {
      const now = own.get(id!) ?? null;
      return same(now && [now.name, now.first, now.last], after && [after.name, after.first, after.last]);
    });
  if (!asLeft) return false;
  await putCalendar(tx, unit, {
    days: changes.days.map((d) => ({ ...d, before: d.after, after: d.before })),
    terms: changes.terms.map((t) => ({ ...t, before: t.after, after: t.before })),
  });
  return true;
}
