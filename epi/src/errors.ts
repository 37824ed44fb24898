/**
 * Every way an input can be unfit, by a stable code that a caller can map to its own text.
 *
 * - `NOT_A_NUMBER` a value is NaN; a missing observation is `null`, never NaN
 * - `NOT_FINITE` a value is ±Infinity
 * - `NEGATIVE` a count, mean or weight is below zero
 * - `NOT_INTEGER` an index or count must be whole
 * - `EMPTY` there is nothing to work on
 * - `TOO_SHORT` fewer observations than the method needs before the first monitored one
 * - `LENGTH_MISMATCH` two columns that belong together differ in length
 * - `BAD_DATE` not an ISO 8601 calendar date, or not in ascending order
 * - `BAD_OPTION` an option lies outside its documented domain
 * - `OUT_OF_RANGE` an index lies outside the series
 * - `MISSING_DATA` a missing observation where the method needs one
 * - `INCONSISTENT` parts of the input contradict each other (an unknown parent, a repeated id, a cycle)
 * - `NO_CONVERGENCE` an iteration did not reach its tolerance
 */
export type EpiErrorCode =
  | 'NOT_A_NUMBER'
  | 'NOT_FINITE'
  | 'NEGATIVE'
  | 'NOT_INTEGER'
  | 'EMPTY'
  | 'TOO_SHORT'
  | 'LENGTH_MISMATCH'
  | 'BAD_DATE'
  | 'BAD_OPTION'
  | 'OUT_OF_RANGE'
  | 'MISSING_DATA'
  | 'INCONSISTENT'
  | 'NO_CONVERGENCE';

/** Where an {@link EpiError} arose: the field, and the 0-based position in it where there is one. */
export interface EpiErrorDetails {
  readonly field?: string;
  readonly index?: number;
}

/** The one error type of the package: `code` for programs, `message` for people, `field`/`index` for the place. */
export class EpiError extends Error {
  readonly code: EpiErrorCode;
  readonly field: string | undefined;
  readonly index: number | undefined;

  constructor(code: EpiErrorCode, message: string, details: EpiErrorDetails = {}) {
    super(message);
    this.name = 'EpiError';
    this.code = code;
    this.field = details.field;
    this.index = details.index;
  }
}
