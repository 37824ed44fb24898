import type { CalendarKind } from '@lianfang/contract/orgCalendar';
import { Temporal } from 'temporal-polyfill';
import type { UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/problem.ts';
import { type OutSheet, writeSpreadsheet } from '../../kernel/sheet/write.ts';
import { readCalendars } from './calendars.ts';
import { readTerms } from './calendarView.ts';
import { CALENDAR_WORDS as WORDS } from './calendarWords.ts';
import { type CalendarDay, schoolYear } from './domain/calendar.ts';
import { unitLinks } from './queries.ts';

/** What the day is and, where somebody said so, of which holiday or for what reason. */
function reason(day: CalendarDay, lang: Lang): string {
  const words = WORDS[lang];
  const more = day.own?.reason ?? day.name?.[lang];
  const text = more ? `${words.why[day.why]}${words.between}${more}` : words.why[day.why];
  return day.provisional ? text + words.provisional : text;
}

/**
 * The school year of a month (1 August to 31 July) as a workbook: every day with its reason and who set it, and the
 * terms. Dates are texts YYYY-MM-DD, so that no program reads them in another order. Edited, it can be imported again.
 */
export async function calendarFile(
  tx: Tx,
  unit: UnitFacts,
  query: { readonly month: string; readonly kind: CalendarKind },
  lang: Lang,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const words = WORDS[lang];
  const year = schoolYear(`${query.month}-01`);
  const [first, end] = [Temporal.PlainDate.from(`${year}-08-01`), `${year + 1}-08-01`];
  const dates = Array.from({ length: first.until(end).days }, (_, i) => first.add({ days: i }));
  const calendar = (await readCalendars(tx, [unit], first.toString(), end))(unit.id);
  const days = dates.map((date) => calendar.day(query.kind, date.toString()));
  const setters = await unitLinks(tx, [...new Set(days.flatMap((d) => d.own?.unitId ?? []))]);
  const nameOf = new Map(setters.map((u) => [u.id, u.name]));
  const columns = (heads: readonly string[], widths: readonly number[]) =>
    heads.map((heading, i) => ({ heading, width: widths[i] ?? 16 }));
  const daySheet: OutSheet = {
    name: words.days,
    columns: columns(words.dayHeads, [12, 8, 12, 36, 28, 24, 12]),
    rows: days.map((day, i) => [
      day.date,
      words.week[dates[i]!.dayOfWeek - 1]!,
      day.open ? words.open[query.kind] : words.closed,
      reason(day, lang),
      day.term ?? null,
      day.own ? (nameOf.get(day.own.unitId) ?? null) : null,
      words.kind[query.kind],
    ]),
  };
  const termSheet: OutSheet = {
    name: words.terms,
    columns: columns(words.termHeads, [32, 12, 12, 24, 10]),
    rows: (await readTerms(tx, unit, year)).map((term) => [
      term.name,
      term.first,
      term.last,
      term.unit.name,
      term.inForce ? words.yes : words.no,
    ]),
  };
  const name = words.name(unit.name, `${year}—${year + 1}`);
  return { name: `${name}.xlsx`, bytes: await writeSpreadsheet([daySheet, termSheet]) };
}
