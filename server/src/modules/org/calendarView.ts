import type { CalendarKind, CalendarMonth, TermView } from '@lianfang/contract/orgCalendar';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { readArrangement } from './arrangements.ts';
import { readCalendars } from './calendars.ts';
import { schoolYear } from './domain/calendar.ts';
import { unitLinks } from './queries.ts';

/** Terms of the unit and of the units above that touch the school year of a month. */
export async function readTerms(tx: Tx, unit: UnitFacts, year: number): Promise<TermView[]> {
  const { rows } = await sql<{ id: string; unitId: string; name: string; first: string; last: string }>`
    select id, unit_id as "unitId", name, lower(valid) as first, upper(valid) - 1 as last from org.term
    where unit_id = any(${unit.lineage}::bigint[])
      and valid && daterange(${`${year}-08-01`}::date, ${`${year + 1}-08-01`}::date)
    order by array_position(${unit.lineage}::bigint[], unit_id), lower(valid)`.execute(tx);
  const links = new Map(
    (
      await unitLinks(
        tx,
        rows.map((r) => r.unitId),
      )
    ).map((l) => [l.id, l]),
  );
  const nearest = rows.find((r) => schoolYear(r.first) === year)?.unitId;
  return rows.map(({ unitId, ...term }) => ({
    ...term,
    unit: links.get(unitId)!,
    here: unitId === unit.id,
    inForce: unitId === nearest,
  }));
}

/** A month of a unit's calendar, every day with its reason. */
export async function readMonth(
  tx: Tx,
  unit: UnitFacts,
  month: string,
  kind: CalendarKind,
  today: string,
  manage: boolean,
): Promise<CalendarMonth> {
  const begin = Temporal.PlainYearMonth.from(month);
  const first = begin.toPlainDate({ day: 1 }).toString();
  const last = begin.toPlainDate({ day: begin.daysInMonth }).toString();
  const near = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString();
  const [low, high] = [[first, near(-60)].sort()[0]!, [last, near(60)].sort()[1]!];
  const calendar = (await readCalendars(tx, [unit], low, high))(unit.id);
  const days = Array.from({ length: begin.daysInMonth }, (_, i) =>
    calendar.day(kind, begin.toPlainDate({ day: i + 1 }).toString()),
  );
  const setters = new Map(
    (await unitLinks(tx, [...new Set(days.flatMap((d) => d.own?.unitId ?? []))])).map((l) => [l.id, l]),
  );
  const arrangement = await readArrangement(tx, begin.year);
  return {
    month,
    kind,
    today,
    days: days.map(({ name, own, ...day }) => ({
      ...day,
      ...(name && { holiday: name }),
      ...(own && {
        own: { unit: setters.get(own.unitId)!, reason: own.reason, here: own.unitId === unit.id },
      }),
    })),
    openDays: days.filter((d) => d.open).length,
    terms: await readTerms(tx, unit, schoolYear(last)),
    previous: calendar.nth(kind, today, -1),
    next: calendar.nth(kind, today, 1),
    ...(arrangement && { arrangement: { source: arrangement.source, days: [...arrangement.days] } }),
    can: { manage, arrange: manage && unit.lineage.length === 1 },
  };
}
