import { EpiError } from '../errors.ts';
import type { Series } from '../series/series.ts';
import type { MonitoredRange } from './types.ts';

/**
 * The points to judge, checked.
 *
 * @param earliest 0-based index of the first point with a full baseline
 * @returns [first, last], 0-based, inclusive
 * @throws EpiError TOO_SHORT when there is no such point or `from` lies before it, OUT_OF_RANGE, NOT_INTEGER
 */
export function resolveRange(series: Series, options: MonitoredRange, earliest: number): [number, number] {
  const first = options.from ?? earliest;
  const last = options.to ?? series.length - 1;
  for (const [field, index] of [
    ['from', first],
    ['to', last],
  ] as const) {
    if (!Number.isInteger(index)) {
      throw new EpiError('NOT_INTEGER', `${field} must be a whole 0-based index, got ${index}`, {
        field,
        index,
      });
    }
  }
  if (first < earliest || series.length <= earliest) {
    const message = `the method needs ${earliest} earlier observations, index ${Math.min(first, series.length)} has fewer`;
    throw new EpiError('TOO_SHORT', message, { field: 'from', index: first });
  }
  if (first > last || last >= series.length) {
    const message = `from ${first} to ${last} is not inside a series of ${series.length} observations`;
    throw new EpiError('OUT_OF_RANGE', message, { field: 'to', index: last });
  }
  return [first, last];
}

/** @throws EpiError BAD_OPTION unless `ok` */
export function requireOption(ok: boolean, field: string, value: unknown, domain: string): void {
  if (!ok) throw new EpiError('BAD_OPTION', `${field} must be ${domain}, got ${String(value)}`, { field });
}

/** @throws EpiError BAD_OPTION unless value is a whole number ≥ minimum */
export function requireWhole(value: number, minimum: number, field: string): void {
  requireOption(Number.isInteger(value) && value >= minimum, field, value, `a whole number ≥ ${minimum}`);
}

/** @throws EpiError BAD_OPTION unless value lies strictly between 0 and 1 */
export function requireLevel(value: number, field = 'alpha'): void {
  requireOption(value > 0 && value < 1, field, value, 'between 0 and 1');
}
