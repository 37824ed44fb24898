import { Temporal } from 'temporal-polyfill';
import { type DayKind, type Statute, statutoryDay } from './statutory.ts';

/** school: workdays within a term. work: workdays. daily: every day, no exception. */
export type CalendarKind = 'school' | 'work' | 'daily';
/** The calendars a unit may deviate from. */
export type OwnCalendar = Exclude<CalendarKind, 'daily'>;

/** A unit's own day: it opens or closes against the statutory calendar, with its reason. */
export interface OwnDay {
  readonly unitId: string;
  readonly calendar: OwnCalendar;
  readonly date: string;
  readonly open: boolean;
  readonly reason: string;
}

/** A term of a unit; first and last day inclusive. */
export interface Term {
  readonly unitId: string;
  readonly name: string;
  readonly first: string;
  readonly last: string;
}

export interface CalendarDay {
  readonly date: string;
  readonly open: boolean;
  /** Why: the unit's own day, outside term, or the statutory kind of the day. */
  readonly why: DayKind | 'own' | 'vacation';
  readonly name?: { readonly zh: string; readonly en: string };
  readonly own?: OwnDay;
  readonly term?: string;
  readonly provisional: boolean;
}

/** The calendar of one unit. Dates are YYYY-MM-DD. */
export interface Calendar {
  day(kind: CalendarKind, date: string): CalendarDay;
  isOpen(kind: CalendarKind, date: string): boolean;
  /**
   * The n-th open day after (n > 0) or before (n < 0) a date, the date itself not counted; n = 0 is the date itself
   * if open. null when there is none within ten years: the calendar never opens.
   */
  nth(kind: CalendarKind, date: string, n: number): string | null;
  /** Open days from first to last, both inclusive. */
  openDays(kind: CalendarKind, first: string, last: string): string[];
}

const FURTHEST_DAYS = 3660;

/** School years begin on 1 September; a term set in August already belongs to the coming one. */
export const schoolYear = (date: string): number =>
  Number(date.slice(0, 4)) - (date.slice(5) < '08-01' ? 1 : 0);

const step = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/**
 * The calendar of a unit from its own days and terms and those of the units above. `lineage` is the order of
 * precedence: the unit, its main line upwards, then the territorial line upwards. For own days the first unit that
 * sets the date wins. For terms the first unit that has any in the school year of the date wins for that whole year;
 * where nobody has, every workday counts as a school day, so that forgetting the terms never hides a duty. `statute`
 * knows the holidays of the country.
 */
export function calendarOf(
  lineage: readonly string[],
  ownDays: readonly OwnDay[],
  terms: readonly Term[],
  statute: Statute = statutoryDay,
): Calendar {
  const rank = new Map(lineage.map((id, i) => [id, i]));
  const own = nearestDays(rank, ownDays);
  const termsOfYear = nearestTerms(rank, terms);

  const day = (kind: CalendarKind, date: string): CalendarDay => {
    const statutory = statute(date);
    const name =
      statutory.zh !== undefined && statutory.en !== undefined
        ? { name: { zh: statutory.zh, en: statutory.en } }
        : {};
    const base = { date, provisional: statutory.provisional, ...name };
    const yearTerms = termsOfYear.get(schoolYear(date));
    const term = yearTerms?.find((t) => t.first <= date && date <= t.last)?.name;
    const inTerm = term === undefined ? {} : { term };
    if (kind === 'daily') return { ...base, ...inTerm, open: true, why: statutory.kind };
    const mine = own.get(`${kind} ${date}`);
    if (mine) return { ...base, ...inTerm, open: mine.open, why: 'own', own: mine };
    if (kind === 'school' && yearTerms && term === undefined)
      return { ...base, open: false, why: 'vacation' };
    return { ...base, ...inTerm, open: statutory.work, why: statutory.kind };
  };
  const isOpen = (kind: CalendarKind, date: string) => day(kind, date).open;

  return {
    day,
    isOpen,
    nth(kind, date, n) {
      if (n === 0) return isOpen(kind, date) ? date : null;
      let left = Math.abs(n);
      let at = date;
      for (let i = 0; i < FURTHEST_DAYS; i++) {
        at = step(at, Math.sign(n));
        if (isOpen(kind, at) && --left === 0) return at;
      }
      return null;
    },
    openDays(kind, first, last) {
      const open: string[] = [];
      for (let at = first; at <= last; at = step(at, 1)) if (isOpen(kind, at)) open.push(at);
      return open;
    },
  };
}

function nearestDays(
  rank: ReadonlyMap<string, number>,
  days: readonly OwnDay[],
): ReadonlyMap<string, OwnDay> {
  const nearest = new Map<string, OwnDay>();
  for (const day of days) {
    const mine = rank.get(day.unitId);
    if (mine === undefined) continue;
    const key = `${day.calendar} ${day.date}`;
    const best = nearest.get(key);
    if (!best || mine < rank.get(best.unitId)!) nearest.set(key, day);
  }
  return nearest;
}

function nearestTerms(
  rank: ReadonlyMap<string, number>,
  terms: readonly Term[],
): ReadonlyMap<number, readonly Term[]> {
  const nearest = new Map<number, { unit: number; terms: Term[] }>();
  for (const term of terms) {
    const unit = rank.get(term.unitId);
    if (unit === undefined) continue;
    // A term belongs to the school year it begins in, so that one that runs into July stays whole.
    const year = schoolYear(term.first);
    const best = nearest.get(year);
    if (best?.unit === unit) best.terms.push(term);
    else if (!best || unit < best.unit) nearest.set(year, { unit, terms: [term] });
  }
  return new Map([...nearest].map(([year, { terms: list }]) => [year, list]));
}
