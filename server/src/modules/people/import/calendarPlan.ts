import type { RowAction } from '@lianfang/contract/people.import';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../../kernel/db.ts';
import {
  type CalendarBook,
  type CalendarChanges,
  type DayChange,
  readCalendarBook,
  type TermChange,
} from '../../org/index.ts';
import { CalendarDays } from './calendarDays.ts';
import { CalendarTerms } from './calendarTerms.ts';
import type { Setter } from './calendarVerdict.ts';
import { type Analysis, type Draft, type Fault, faultAt } from './draft.ts';
import { nameKey, type Place } from './places.ts';

/** Longest stretch of days that one row may set. */
const MOST_DAYS = 200;

export interface CalendarDecision {
  readonly draft: Draft;
  readonly action: RowAction;
}
export interface CalendarPlan extends CalendarChanges {
  readonly unit: Place;
  readonly decisions: readonly CalendarDecision[];
  readonly rejected: readonly Draft[];
}

function setterOf(name: string | undefined, unit: Place, book: CalendarBook): Setter {
  if (name === undefined || nameKey(name) === nameKey(book.names.get(unit.id) ?? ''))
    return { here: true, unitId: unit.id };
  const above = [...book.names].find(([, n]) => nameKey(n) === nameKey(name));
  return { here: false, unitId: above?.[0] ?? null };
}

const isDay = (d: Draft): boolean => d.values.open !== undefined && d.values.date !== undefined;

/** The days that a row names, or what is wrong with them. */
function datesOf({ values: { date, until } }: Draft): string[] | { field: string; code: Fault['code'] } {
  const first = Temporal.PlainDate.from(date!);
  const last = Temporal.PlainDate.from(until ?? date!);
  const days = first.until(last).days;
  if (days < 0) return { field: 'until', code: 'span-reversed' };
  if (days >= MOST_DAYS) return { field: 'until', code: 'span-long' };
  return Array.from({ length: days + 1 }, (_, i) => first.add({ days: i }).toString());
}

/**
 * Decides a list of days and terms against the calendar on record. A row of an exported calendar that nobody touched
 * (its reason is one the platform gives) sets nothing; a row with a reason of its own sets the unit's own day. Days
 * before today and settings of other units are never changed, nothing is taken back but where the row says so.
 */
export async function planCalendar(
  tx: Tx,
  analysis: Analysis,
  unit: Place,
  today: string,
): Promise<CalendarPlan> {
  const sound = analysis.drafts.filter((d) => d.faults.length === 0);
  const dates = sound.filter(isDay).flatMap((d) => [d.values.date!, d.values.until ?? d.values.date!]);
  const bounds = [...dates, today].sort();
  const book = await readCalendarBook(tx, unit, bounds[0]!, bounds.at(-1)!);
  const days = new CalendarDays(book, unit, today);
  const terms = new CalendarTerms(
    book,
    unit,
    today,
    sound.filter((d) => !isDay(d)),
  );
  const decisions: CalendarDecision[] = [];
  const changes: { days: DayChange[]; terms: TermChange[] } = { days: [], terms: [] };
  for (const draft of sound) {
    const setter = setterOf(draft.values.setBy, unit, book);
    const verdict = isDay(draft)
      ? days.decide(draft, datesOf(draft), setter, analysis)
      : terms.decide(draft, setter);
    if ('code' in verdict) {
      const { field, code } = verdict;
      const params = { most: MOST_DAYS, today, ...verdict.params };
      draft.faults.push(
        faultAt(analysis, draft, field, code, params, String(draft.values[field as 'date'] ?? '')),
      );
      continue;
    }
    const all = [...(verdict.days ?? []), ...(verdict.term ? [verdict.term] : [])];
    const fresh = all.length > 0 && all.every((c) => c.before === null);
    decisions.push({ draft, action: all.length === 0 ? 'unchanged' : fresh ? 'new' : 'changed' });
    changes.days.push(...(verdict.days ?? []));
    if (verdict.term) changes.terms.push(verdict.term);
  }
  return { unit, ...changes, decisions, rejected: analysis.drafts.filter((d) => d.faults.length > 0) };
}
