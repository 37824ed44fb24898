import { EpiError } from '../errors.ts';

/** A calendar date of the proleptic Gregorian calendar; month 1–12, day 1–31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Days since 1970-01-01. A day or month beyond its range carries over (31 April is 1 May, month 0 the December
 * before), as calendar arithmetic needs.
 */
export function dayNumber(year: number, month: number, day: number): number {
  const months = year * 12 + (month - 1);
  const y = Math.floor(months / 12);
  const m = months - y * 12;
  // Years counted from March put the leap day last, so that day-of-year is linear in the month.
  const shifted = m < 2 ? y - 1 : y;
  const marchMonth = (m + 10) % 12;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 1 - 719468;
}

/** The calendar date of a day number. */
export function civilDate(days: number): CivilDate {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day };
}

/**
 * Day number of an ISO 8601 date such as `2024-02-29`.
 *
 * @throws EpiError BAD_DATE when the text is not an existing calendar date
 */
export function parseDate(text: string, field = 'dates', index?: number): number {
  const match = ISO_DATE.exec(text);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  const day = Number(match?.[3]);
  const number = match ? dayNumber(year, month, day) : Number.NaN;
  if (!match || formatDate(number) !== text) {
    const details = index === undefined ? { field } : { field, index };
    throw new EpiError('BAD_DATE', `"${text}" is not a calendar date of the form 2024-02-29`, details);
  }
  return number;
}

/** ISO 8601 text of a day number. */
export function formatDate(days: number): string {
  const { year, month, day } = civilDate(days);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The same day and month `years` earlier; 29 February becomes 1 March in a common year. */
export function yearsBefore(days: number, years: number): number {
  const { year, month, day } = civilDate(days);
  return dayNumber(year - years, month, day);
}

/** The same day of the month `months` later (negative: earlier), carrying over as {@link dayNumber} does. */
export function monthsAfter(days: number, months: number): number {
  const { year, month, day } = civilDate(days);
  return dayNumber(year, month + months, day);
}

/** The day nearest to `days` that falls on the same weekday as `like`. */
export function nearestSameWeekday(days: number, like: number): number {
  const ahead = (((like - days) % 7) + 7) % 7;
  return ahead > 3 ? days + ahead - 7 : days + ahead;
}
