import { EpiError } from '../errors.ts';
import { formatDate, parseDate } from './civil.ts';
import { createSeries, type Series } from './series.ts';

/** One day's figure; a day that nobody reported is left out or `null`. */
export interface DayCount {
  readonly date: string;
  readonly count: number | null;
}

/** Which days to expect a figure for. */
export interface OpenDayOptions {
  /** First and last day, inclusive, ISO dates. */
  readonly from: string;
  readonly to: string;
  /** Whether the school (or clinic) is open that day; `weekday` is 1 for Monday … 7 for Sunday. */
  readonly isOpen: (date: string, weekday: number) => boolean;
}

/**
 * A daily series over the days that were open. Closed days (weekends, holidays) are left out, so that a
 * seven-step baseline is seven school days; open days without a figure are missing, not zero.
 *
 * @param days figures in any order, at most one a day; figures of closed days are ignored
 * @throws EpiError BAD_DATE on a bad or repeated date, EMPTY when no day is open, and those of createSeries
 */
export function seriesOfOpenDays(days: readonly DayCount[], options: OpenDayOptions): Series {
  const from = parseDate(options.from, 'from');
  const to = parseDate(options.to, 'to');
  const byDay = new Map<number, number | null>();
  days.forEach(({ date, count }, index) => {
    const day = parseDate(date, 'days', index);
    if (byDay.has(day)) {
      throw new EpiError('BAD_DATE', `days[${index}]: ${date} is given twice`, { field: 'days', index });
    }
    byDay.set(day, count);
  });
  const counts: (number | null)[] = [];
  const dates: string[] = [];
  for (let day = from; day <= to; day++) {
    const date = formatDate(day);
    // 1970-01-01 was a Thursday.
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    if (!options.isOpen(date, weekday)) continue;
    counts.push(byDay.get(day) ?? null);
    dates.push(date);
  }
  return createSeries({ counts, dates, frequency: 365 });
}
