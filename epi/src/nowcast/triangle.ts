import { checkCount, checkWhole } from '../checks.ts';
import { EpiError } from '../errors.ts';
import { formatDate, parseDate } from '../series/index.ts';

/** Counts by day of the event and delay until the report. */
export interface ReportingTriangle {
  /** ISO date of each row, consecutive days, the last one being "now"; absent when made from bare counts. */
  readonly dates?: readonly string[];
  /**
   * counts[t][d] = events of day t that were reported d days later, d = 0 … longest delay. Cells that lie after
   * "now" (t + d > last row) are unknown and never read.
   */
  readonly counts: readonly (readonly number[])[];
}

/** An event and when it became known, both local calendar dates. */
export interface ReportedEvent {
  readonly occurred: string;
  readonly reported: string;
}

/**
 * Arranges events in a reporting triangle.
 *
 * @param events one entry an event; those that occurred before `from`, or were reported after `now` or later
 *   than `maximumDelay`, are left out
 * @param options `from`, `now`: first and last day (ISO); `maximumDelay`: days after which nothing more is expected
 * @throws EpiError BAD_DATE for a date that is none or a report before its event (index: the row); BAD_OPTION
 */
export function reportingTriangle(
  events: readonly ReportedEvent[],
  options: { readonly from: string; readonly now: string; readonly maximumDelay: number },
): ReportingTriangle {
  const from = parseDate(options.from, 'from');
  const now = parseDate(options.now, 'now');
  if (now < from) throw new EpiError('BAD_DATE', `now (${options.now}) is before from`, { field: 'now' });
  checkWhole(options.maximumDelay, 'maximumDelay', 1, 3660);
  const rows = now - from + 1;
  const counts = Array.from({ length: rows }, () => new Array<number>(options.maximumDelay + 1).fill(0));
  events.forEach((event, index) => {
    const occurred = parseDate(event.occurred, 'events', index);
    const reported = parseDate(event.reported, 'events', index);
    const delay = reported - occurred;
    if (delay < 0) {
      const message = `events[${index}] was reported (${event.reported}) before it occurred (${event.occurred})`;
      throw new EpiError('BAD_DATE', message, { field: 'events', index });
    }
    if (occurred < from || reported > now || delay > options.maximumDelay) return;
    counts[occurred - from]![delay]!++;
  });
  return { dates: Array.from({ length: rows }, (_, t) => formatDate(from + t)), counts };
}

/**
 * Checks a triangle's shape and its known cells.
 * @returns number of rows and longest delay
 */
export function checkTriangle({ dates, counts }: ReportingTriangle): { rows: number; maximumDelay: number } {
  const rows = counts.length;
  const maximumDelay = (counts[0]?.length ?? 0) - 1;
  if (rows === 0 || maximumDelay < 1) {
    throw new EpiError('EMPTY', 'a triangle needs a row and two delays', { field: 'counts' });
  }
  if (dates && dates.length !== rows) {
    throw new EpiError('LENGTH_MISMATCH', `${dates.length} dates for ${rows} rows`, { field: 'dates' });
  }
  counts.forEach((row, t) => {
    for (let d = 0; d <= Math.min(maximumDelay, rows - 1 - t); d++) checkCount(row[d]!, `counts[${t}]`, d);
  });
  return { rows, maximumDelay };
}
