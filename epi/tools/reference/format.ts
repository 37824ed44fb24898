/** The reference file format: one file holds one series and several cases of one family of methods. */

interface ReferenceSeries {
  readonly id: string;
  readonly frequency?: number;
  readonly start?: readonly [number, number] | null;
  readonly epochAsDate?: boolean;
  readonly dates?: readonly string[] | null;
  readonly observed?: readonly (number | null)[];
  readonly incidence?: readonly number[];
  readonly local?: readonly number[];
  readonly imported?: readonly number[];
  readonly population?: readonly number[];
}

export type Params = Readonly<Record<string, unknown>>;
export type Output = Readonly<Record<string, unknown>>;

export interface ReferenceCase {
  readonly id: string;
  readonly function?: string;
  readonly params: Params;
  /** 1-based, inclusive. */
  readonly range?: { readonly first: number; readonly last: number };
  readonly output: Output;
  readonly derived?: Output;
}

export interface ReferenceFile {
  readonly id: string;
  readonly family: string;
  readonly series?: ReferenceSeries;
  readonly derived?: readonly Output[];
  readonly cases: readonly ReferenceCase[];
}

/** A written number as a double: non-finite values are words, R's NA is null and reads NaN, true is 1. */
export function decode(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value === true) return 1;
  if (value === false) return 0;
  if (value === 'Inf') return Infinity;
  if (value === '-Inf') return -Infinity;
  if (value === null || value === 'NaN' || value === 'NA') return Number.NaN;
  throw new Error(`"${String(value)}" is not a number of the reference format`);
}

/** A column, or a single number as a column of one. */
export function decodeColumn(value: unknown): number[] {
  return Array.isArray(value) ? value.map(decode) : [decode(value)];
}

/** A required parameter. */
export function param<T>(params: Params, name: string): T {
  if (!(name in params)) throw new Error(`parameter ${name} is missing`);
  return params[name] as T;
}

/** A number parameter, or the default where the file leaves it out. */
export function numberParam(params: Params, name: string, fallback: number): number {
  return name in params && params[name] !== null ? decode(params[name]) : fallback;
}
