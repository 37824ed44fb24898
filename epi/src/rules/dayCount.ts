import { EpiError } from '../errors.ts';
import { formatDate } from '../series/index.ts';

/** Whether a day is a school day; `weekday` is 1 for Monday … 7 for Sunday. */
export type IsOpen = (date: string, weekday: number) => boolean;

/** Weekday of a day number, 1 for Monday … 7 for Sunday (1970-01-01 was a Thursday). */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Numbers the days that count, so that consecutive ones differ by 1. */
export interface DayCounter {
  /** Position of a day, or null if events of that day are left out. */
  position(day: number): number | null;
  /** The day at a position. */
  dayAt(position: number): number;
}

/** Every calendar date counts. */
export const calendarDays: DayCounter = { position: (day) => day, dayAt: (position) => position };

/** Longest stretch without a school day that is accepted before the calendar is taken to be wrong. */
const LONGEST_CLOSURE_DAYS = 400;

/**
 * Only school days count. Position 0 is the first school day on or after `from`; windows may reach back
 * `before` school days.
 *
 * @param from first day with an event @param to last day with an event
 * @param closedDays where events of closed days go
 * @throws EpiError MISSING_DATA when the calendar has no school day for 400 days
 */
export function schoolDays(
  from: number,
  to: number,
  before: number,
  isOpen: IsOpen,
  closedDays: 'next-open' | 'ignore',
): DayCounter {
  const open = (day: number) => isOpen(formatDate(day), weekdayOf(day));
  const next = (day: number, step: 1 | -1): number => {
    for (let k = 0; k <= LONGEST_CLOSURE_DAYS; k++) {
      if (open(day + k * step)) return day + k * step;
    }
    const message = `no school day within ${LONGEST_CLOSURE_DAYS} days of ${formatDate(day)}; check the calendar`;
    throw new EpiError('MISSING_DATA', message, { field: 'isOpen' });
  };
  const days: number[] = [next(from, 1)];
  while (days.length <= before) days.unshift(next(days[0]! - 1, -1));
  while (days[days.length - 1]! < to) days.push(next(days[days.length - 1]! + 1, 1));
  const offset = before;
  const positions = new Map(days.map((day, k) => [day, k - offset]));
  return {
    position(day) {
      const known = positions.get(day);
      if (known !== undefined) return known;
      return closedDays === 'ignore' ? null : positions.get(next(day, 1))!;
    },
    dayAt: (position) => days[position + offset]!,
  };
}
