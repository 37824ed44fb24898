import { EpiError, type EpiErrorDetails } from './errors.ts';

/** The place of a value, for messages: `counts`, or `counts[3]` with an index. */
function placeOf(field: string, index?: number): { name: string; details: EpiErrorDetails } {
  return index === undefined
    ? { name: field, details: { field } }
    : { name: `${field}[${index}]`, details: { field, index } };
}

/**
 * A finite number, or an error.
 * @throws EpiError NOT_A_NUMBER, NOT_FINITE
 */
export function checkFinite(value: number, field: string, index?: number): number {
  const { name, details } = placeOf(field, index);
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw new EpiError('NOT_A_NUMBER', `${name} is not a number`, details);
  }
  if (!Number.isFinite(value))
    throw new EpiError('NOT_FINITE', `${name} is ${value}; it must be finite`, details);
  return value;
}

/**
 * A finite number ≥ 0, or an error.
 * @throws EpiError NOT_A_NUMBER, NOT_FINITE, NEGATIVE
 */
export function checkAmount(value: number, field: string, index?: number): number {
  checkFinite(value, field, index);
  if (value < 0) {
    const { name, details } = placeOf(field, index);
    throw new EpiError('NEGATIVE', `${name} is ${value}; it cannot be below 0`, details);
  }
  return value;
}

/**
 * A whole number ≥ 0, or an error.
 * @throws EpiError NOT_A_NUMBER, NOT_FINITE, NEGATIVE, NOT_INTEGER
 */
export function checkCount(value: number, field: string, index?: number): number {
  checkAmount(value, field, index);
  if (!Number.isInteger(value)) {
    const { name, details } = placeOf(field, index);
    throw new EpiError('NOT_INTEGER', `${name} is ${value}; a count must be whole`, details);
  }
  return value;
}

/**
 * A finite option above zero, or an error.
 * @throws EpiError BAD_OPTION
 */
export function checkPositive(value: number, field: string): number {
  return checkOption(value > 0 && value < Infinity, field, 'finite and above 0', value);
}

/**
 * A whole option within bounds (inclusive), or an error.
 * @throws EpiError BAD_OPTION
 */
export function checkWhole(value: number, field: string, minimum: number, maximum: number): number {
  const fits = Number.isInteger(value) && value >= minimum && value <= maximum;
  return checkOption(fits, field, `a whole number within ${minimum}…${maximum}`, value);
}

/**
 * A probability strictly between 0 and 1 (a level, a share), or an error.
 * @throws EpiError BAD_OPTION
 */
export function checkLevel(value: number, field: string): number {
  return checkOption(value > 0 && value < 1, field, 'strictly between 0 and 1', value);
}

/** Returns `value` if it fits, else throws BAD_OPTION saying what the option must be. */
export function checkOption(fits: boolean, field: string, what: string, value: number): number {
  if (!fits) throw new EpiError('BAD_OPTION', `${field} must be ${what}, got ${value}`, { field });
  return value;
}

/**
 * Two columns of one length, or an error.
 * @throws EpiError LENGTH_MISMATCH
 */
export function checkSameLength(length: number, expected: number, field: string, other: string): void {
  if (length === expected) return;
  const message = `${field} has ${length} values, ${other} ${expected}; there must be one each`;
  throw new EpiError('LENGTH_MISMATCH', message, { field });
}
