import { EpiError } from '../errors.ts';
import { formatDate, parseDate } from './civil.ts';

/** What a caller hands in. Plain arrays or typed arrays; nothing is kept or changed. */
export interface SeriesInput {
  /** Counts ≥ 0, oldest first. `null` is a missing observation, which is not the same as 0. */
  readonly counts: ArrayLike<number | null>;
  /**
   * ISO date of each observation, ascending. Days that are absent (weekends, holidays) may simply be left out:
   * the methods then step from one observation to the next.
   */
  readonly dates?: readonly string[];
  /** Observations a year: 52 weekly (default), 12 monthly, 365 daily. */
  readonly frequency?: number;
  /** Year and 1-based period of the first observation, for methods with a season; [1, 1] by default. */
  readonly start?: readonly [year: number, period: number];
  /** People at risk at each observation, > 0, for models with a population offset. */
  readonly population?: ArrayLike<number>;
}

/** A checked series. Made by {@link createSeries}; typed arrays inside, so that kernels run over it directly. */
export interface Series {
  /** Counts; a missing observation is NaN. */
  readonly counts: Float64Array;
  /** Days since 1970-01-01 of each observation, or null when the series has no dates. */
  readonly days: Int32Array | null;
  readonly length: number;
  readonly frequency: number;
  readonly start: readonly [year: number, period: number];
  readonly population: Float64Array | null;
}

function readCounts(counts: ArrayLike<number | null>): Float64Array {
  const values = new Float64Array(counts.length);
  for (let index = 0; index < counts.length; index++) {
    const value = counts[index];
    if (value === null || value === undefined) {
      values[index] = Number.NaN;
      continue;
    }
    const place = { field: 'counts', index };
    if (typeof value !== 'number' || Number.isNaN(value)) {
      throw new EpiError(
        'NOT_A_NUMBER',
        `counts[${index}] is not a number; write null for a missing day`,
        place,
      );
    }
    if (!Number.isFinite(value)) throw new EpiError('NOT_FINITE', `counts[${index}] is ${value}`, place);
    if (value < 0)
      throw new EpiError('NEGATIVE', `counts[${index}] is ${value}; a count cannot be below 0`, place);
    values[index] = value;
  }
  return values;
}

function readDates(dates: readonly string[], length: number): Int32Array {
  if (dates.length !== length) {
    const message = `${dates.length} dates for ${length} counts; there must be one each`;
    throw new EpiError('LENGTH_MISMATCH', message, { field: 'dates' });
  }
  const days = new Int32Array(length);
  for (let index = 0; index < length; index++) {
    const day = parseDate(dates[index]!, 'dates', index);
    if (index > 0 && day <= days[index - 1]!) {
      const message = `dates[${index}] (${dates[index]}) does not follow ${dates[index - 1]}; sort the series by date`;
      throw new EpiError('BAD_DATE', message, { field: 'dates', index });
    }
    days[index] = day;
  }
  return days;
}

function readPopulation(population: ArrayLike<number>, length: number): Float64Array {
  if (population.length !== length) {
    const message = `${population.length} populations for ${length} counts; there must be one each`;
    throw new EpiError('LENGTH_MISMATCH', message, { field: 'population' });
  }
  const values = Float64Array.from(population);
  const index = values.findIndex((value) => !(value > 0 && value < Infinity));
  if (index >= 0) {
    const message = `population[${index}] is ${values[index]}; it must be finite and above 0`;
    throw new EpiError('BAD_OPTION', message, { field: 'population', index });
  }
  return values;
}

/**
 * Check a series once, so that every method can trust it.
 *
 * @throws EpiError EMPTY, NOT_A_NUMBER, NOT_FINITE, NEGATIVE, LENGTH_MISMATCH, BAD_DATE or BAD_OPTION, with the
 *   field and 0-based index at fault
 */
export function createSeries(input: SeriesInput): Series {
  const counts = readCounts(input.counts);
  if (counts.length === 0) throw new EpiError('EMPTY', 'the series has no observations', { field: 'counts' });
  const frequency = input.frequency ?? 52;
  if (!(Number.isInteger(frequency) && frequency > 0)) {
    const message = `frequency must be a whole number of observations a year, got ${frequency}`;
    throw new EpiError('BAD_OPTION', message, { field: 'frequency' });
  }
  const start = input.start ?? [1, 1];
  if (!start.every(Number.isInteger) || start[1] < 1) {
    const message = `start must be a year and a 1-based period, got [${start.join(', ')}]`;
    throw new EpiError('BAD_OPTION', message, { field: 'start' });
  }
  return {
    counts,
    days: input.dates ? readDates(input.dates, counts.length) : null,
    length: counts.length,
    frequency,
    start,
    population: input.population ? readPopulation(input.population, counts.length) : null,
  };
}

/** ISO date of the observation at a 0-based index, or null when the series has no dates. */
export function dateAt(series: Series, index: number): string | null {
  const day = series.days?.[index];
  return day === undefined ? null : formatDate(day);
}
