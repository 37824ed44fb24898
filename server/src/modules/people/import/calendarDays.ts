import {
  type CalendarBook,
  type DayChange,
  OPENS,
  type OwnCalendar,
  readKinds,
  readOpening,
  readReason,
} from '../../org/index.ts';
import type { RowVerdict, Setter } from './calendarVerdict.ts';
import type { Analysis, Draft, Fault } from './draft.ts';
import type { Place } from './places.ts';

/** Kinds of unit whose days are working days: nobody is taught there. */
const WORKPLACES: ReadonlySet<string> = new Set(['office', 'enterprise', 'organ']);

interface Said {
  readonly row: number;
  readonly set: string;
}

/** Decides the rows that speak of days; remembers what earlier rows of the list said. */
export class CalendarDays {
  readonly #book: CalendarBook;
  readonly #unit: Place;
  readonly #today: string;
  readonly #said = new Map<string, Said>();

  constructor(book: CalendarBook, unit: Place, today: string) {
    this.#book = book;
    this.#unit = unit;
    this.#today = today;
  }

  decide(
    draft: Draft,
    dates: string[] | { field: string; code: Fault['code'] },
    setter: Setter,
    analysis: Analysis,
  ): RowVerdict {
    if (!Array.isArray(dates)) return dates;
    const set = readOpening(draft.values.open!);
    if (!set) return { field: 'open', code: 'opening-unknown' };
    const kinds = this.#kinds(draft, analysis);
    if (!kinds) return { field: 'calendar', code: 'calendar-kind-unknown' };
    const columns = analysis.sheets.find((s) => s.index === draft.sheet)?.columns ?? [];
    const named = columns.some((c) => c.field === 'reason') ? draft.values.reason : draft.values.term;
    const reason = readReason(named ?? '');
    const own = 'own' in reason ? reason.own : this.#statement(reason, dates, named ?? '');
    if (own === null && 'derived' in reason) {
      // As the platform wrote it; with the day turned round it is a change without its reason.
      return set === 'inherit' || OPENS[reason.derived] === (set === 'open')
        ? {}
        : { field: 'reason', code: 'calendar-reason-needed' };
    }
    if (!setter.here) return this.#above(dates, kinds, set === 'open', own ?? '', setter);
    const days: DayChange[] = [];
    for (const date of dates) {
      for (const calendar of kinds) {
        const change = this.#day(draft, calendar, date, set, own ?? '');
        if ('code' in change) return change;
        if (change.change) days.push(change.change);
      }
    }
    return { days };
  }

  /** By its column; else by the heading 是否上班; else teaching days, at a workplace working days. */
  #kinds({ sheet, values }: Draft, { sheets }: Analysis): readonly OwnCalendar[] | null {
    if (values.calendar !== undefined) return readKinds(values.calendar);
    const heading = sheets.find((s) => s.index === sheet)?.columns.find((c) => c.field === 'open')?.heading;
    return heading?.includes('上班') || WORKPLACES.has(this.#unit.kind) ? ['work'] : ['school'];
  }

  /**
   * 法定节假日 or 调休上班 on a day that the statute knows as something else is somebody's statement; every other reason
   * of the platform depends on terms and on what is yet to be published, and may be an old copy.
   */
  #statement(
    reason: { readonly derived: string; readonly provisional: boolean },
    dates: readonly string[],
    text: string,
  ): string | null {
    if (reason.provisional || !['holiday', 'make-up'].includes(reason.derived)) return null;
    const known = dates.every((d) => {
      const day = this.#book.calendar.day('daily', d);
      return day.why === reason.derived || day.provisional;
    });
    return known ? null : text;
  }

  /** A setting of a unit above stands there as it is; a list of this unit cannot change it. */
  #above(
    dates: readonly string[],
    kinds: readonly OwnCalendar[],
    open: boolean,
    reason: string,
    { unitId }: Setter,
  ): RowVerdict {
    const stands = dates.every((date) =>
      kinds.every((kind) => {
        const { own } = this.#book.calendar.day(kind, date);
        return own?.unitId === unitId && own?.open === open && own?.reason === reason;
      }),
    );
    return stands ? {} : { field: 'setBy', code: 'calendar-elsewhere' };
  }

  #day(
    draft: Draft,
    calendar: OwnCalendar,
    date: string,
    set: 'open' | 'closed' | 'inherit',
    reason: string,
  ): RowVerdict & { readonly change?: DayChange | null } {
    const key = `${calendar} ${date}`;
    const said = `${set} ${set === 'inherit' ? '' : reason}`;
    const earlier = this.#said.get(key);
    if (earlier && earlier.set !== said)
      return { field: 'date', code: 'calendar-repeated', params: { row: earlier.row } };
    this.#said.set(key, { row: draft.row, set: said });
    const before = this.#book.own.get(key) ?? null;
    const after = set === 'inherit' ? null : { open: set === 'open', reason };
    if (earlier || (before?.open === after?.open && before?.reason === after?.reason))
      return { change: null };
    const alike = after && this.#book.calendar.isOpen(calendar, date) === after.open;
    // Nothing to do: over, or without a reason, and open (closed) as the row says.
    if (alike && (date < this.#today || reason === '')) return { change: null };
    if (date < this.#today) return { field: 'date', code: 'calendar-past' };
    if (after && [...reason].length < 2) return { field: 'reason', code: 'calendar-reason-needed' };
    if ([...reason].length > 200) return { field: 'reason', code: 'too-long', params: { most: 200 } };
    return { change: { calendar, date, before, after } };
  }
}
