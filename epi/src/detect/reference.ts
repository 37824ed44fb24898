import { EpiError } from '../errors.ts';
import { monthsAfter, nearestSameWeekday, yearsBefore } from '../series/civil.ts';
import type { Series } from '../series/series.ts';

/** How "the same time in an earlier year" is found. */
export type Arithmetic = 'calendar' | 'index';

/** Calendar arithmetic where the series has dates, else a year is `frequency` steps. */
export function arithmeticOf(series: Series, wanted: Arithmetic | undefined): Arithmetic {
  const chosen = wanted ?? (series.days ? 'calendar' : 'index');
  if (chosen === 'calendar' && !series.days) {
    throw new EpiError('BAD_OPTION', 'calendar arithmetic needs a series with dates', {
      field: 'arithmetic',
    });
  }
  return chosen;
}

/** Index of a day in ascending days, or −1. */
function indexOfDay(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (days[middle]! === day) return middle;
    if (days[middle]! < day) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

const isWeekly = (series: Series): boolean => series.frequency === 52 || series.frequency === 53;

/**
 * Index of the point `years` years before point t, moved by `steps` periods; −1 when it is not in the series.
 *
 * By index: t − years·frequency + steps. By calendar: the same day and month (29 February → 1 March), moved by
 * `steps` weeks, months or days according to the frequency; weekly series then take the nearest day with the
 * weekday of t, so that years of 52 and 53 weeks both work.
 */
export function yearsEarlier(
  series: Series,
  arithmetic: Arithmetic,
  t: number,
  years: number,
  steps: number,
): number {
  if (arithmetic === 'index') {
    const index = t - years * series.frequency + steps;
    return index >= 0 && index < series.length ? index : -1;
  }
  const days = series.days!;
  const today = days[t]!;
  const then = yearsBefore(today, years);
  if (series.frequency === 12) return indexOfDay(days, monthsAfter(then, steps));
  if (isWeekly(series)) return indexOfDay(days, nearestSameWeekday(then + 7 * steps, today));
  return indexOfDay(days, then + steps);
}

/**
 * 0-based index of the earliest point whose whole reference period (b years back, less `margin` steps) lies in
 * the series; `series.length` when there is none.
 */
export function earliestMonitored(
  series: Series,
  arithmetic: Arithmetic,
  years: number,
  margin: number,
): number {
  for (let t = 0; t < series.length; t++) {
    const anchor = yearsEarlier(series, arithmetic, t, years, 0);
    if (anchor >= margin) return t;
  }
  return series.length;
}
