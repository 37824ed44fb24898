import { checkWhole } from '../checks.ts';
import type { Detection } from '../detect/index.ts';
import { EpiError } from '../errors.ts';
import { createSeries, formatDate, type Series } from '../series/index.ts';
import { type IsOpen, weekdayOf } from './dayCount.ts';

/**
 * The observations of some days only, as a series of its own. Days left out are gone, not zero: a detector's
 * window then spans as many of the kept days as it is long.
 *
 * @param series with dates
 * @param keep whether to keep a day; `weekday` is 1 for Monday … 7 for Sunday
 * @throws EpiError MISSING_DATA without dates, EMPTY when no day is kept
 */
export function selectDays(series: Series, keep: IsOpen): Series {
  return subseries(series, keptIndices(series, keep));
}

/** Observations of one weekday, to compare Mondays with Mondays; 1 for Monday … 7 for Sunday. */
export function sameWeekday(series: Series, weekday: number): Series {
  checkWhole(weekday, 'weekday', 1, 7);
  return selectDays(series, (_, day) => day === weekday);
}

/**
 * Runs any detector on the school days of a calendar series and lays the answers back on the calendar.
 *
 * @param series daily, with dates; figures of closed days are ignored, whatever they are
 * @param run e.g. `(days) => detect(days, { method: 'ears-c2' })`
 * @returns one entry an observation of `series`: the detector's answer (with the index in `series`), or null on
 *   closed days and where the detector has no baseline yet
 */
export function detectOnOpenDays(
  series: Series,
  isOpen: IsOpen,
  run: (openDays: Series) => readonly Detection[],
): (Detection | null)[] {
  return detectOn(series, [keptIndices(series, isOpen)], run);
}

/**
 * Runs any detector on each weekday by itself, so that a weekly pattern needs no model, and merges the answers.
 * Weekdays with fewer than `minimumDays` observations are left out.
 *
 * @param series with dates
 * @param minimumDays observations that the detector needs to begin, e.g. 10 for C2
 * @returns one entry an observation of `series`; null where the detector has no baseline yet
 */
export function detectByWeekday(
  series: Series,
  minimumDays: number,
  run: (oneWeekday: Series) => readonly Detection[],
): (Detection | null)[] {
  checkWhole(minimumDays, 'minimumDays', 1, series.length);
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((weekday) => indicesWhere(series, (_, day) => day === weekday));
  return detectOn(
    series,
    weekdays.filter((indices) => indices.length >= minimumDays),
    run,
  );
}

function detectOn(
  series: Series,
  parts: readonly number[][],
  run: (part: Series) => readonly Detection[],
): (Detection | null)[] {
  const merged = new Array<Detection | null>(series.length).fill(null);
  for (const indices of parts) {
    for (const detection of run(subseries(series, indices))) {
      const index = indices[detection.index]!;
      merged[index] = { ...detection, index };
    }
  }
  return merged;
}

function indicesWhere(series: Series, keep: IsOpen): number[] {
  const { days } = series;
  if (!days) {
    throw new EpiError('MISSING_DATA', 'the series has no dates to tell its weekdays by', { field: 'dates' });
  }
  const indices: number[] = [];
  days.forEach((day, i) => {
    if (keep(formatDate(day), weekdayOf(day))) indices.push(i);
  });
  return indices;
}

function keptIndices(series: Series, keep: IsOpen): number[] {
  const indices = indicesWhere(series, keep);
  if (indices.length === 0) throw new EpiError('EMPTY', 'no day of the series is kept', { field: 'isOpen' });
  return indices;
}

function subseries(series: Series, indices: readonly number[]): Series {
  const { counts, days, population, frequency, start } = series;
  return createSeries({
    counts: indices.map((i) => (Number.isNaN(counts[i]) ? null : counts[i]!)),
    dates: indices.map((i) => formatDate(days![i]!)),
    frequency,
    start,
    ...(population ? { population: indices.map((i) => population[i]!) } : {}),
  });
}
