import { EpiError } from '../errors.ts';
import { createSeries, dateAt, type Series, type SeriesInput } from '../series/series.ts';
import { type BayesOptions, bayes } from './bayes.ts';
import { type CdcOptions, cdc } from './cdc.ts';
import { type CusumOptions, cusum } from './cusum.ts';
import { type EarsMethod, type EarsOptions, ears } from './ears.ts';
import { type FarringtonOptions, farrington } from './farrington.ts';
import { type FarringtonFlexibleOptions, farringtonFlexible } from './farringtonFlexible.ts';
import { type GlrOptions, glr } from './glr.ts';
import { type OutbreakPOptions, outbreakP } from './outbreakP.ts';
import { type RkiOptions, rki } from './rki.ts';
import { type Detection, type DetectionColumns, UNDEFINED_ALARM } from './types.ts';

/** Options of any detector; `method` chooses it. */
export type DetectOptions =
  | EarsOptions
  | FarringtonOptions
  | FarringtonFlexibleOptions
  | CusumOptions
  | GlrOptions
  | BayesOptions
  | RkiOptions
  | CdcOptions
  | OutbreakPOptions;

/** Names of all detectors, in the order of their documentation. */
export type DetectMethod = DetectOptions['method'] | EarsMethod;

const isSeries = (input: Series | SeriesInput): input is Series =>
  'length' in input && input.counts instanceof Float64Array;

/**
 * Run a detector; the answer as typed arrays, for bulk work.
 *
 * @throws EpiError for unfit input, see the method's own function
 */
export function detectColumns(input: Series | SeriesInput, options: DetectOptions): DetectionColumns {
  const series = isSeries(input) ? input : createSeries(input);
  switch (options.method) {
    case 'ears-c1':
    case 'ears-c2':
    case 'ears-c3':
      return ears(series, options);
    case 'farrington':
      return farrington(series, options);
    case 'farrington-flexible':
      return farringtonFlexible(series, options);
    case 'cusum':
      return cusum(series, options);
    case 'glr':
      return glr(series, options);
    case 'bayes':
      return bayes(series, options);
    case 'rki':
      return rki(series, options);
    case 'cdc':
      return cdc(series, options);
    case 'outbreak-p':
      return outbreakP(series, options);
    default: {
      const unknown: { readonly method?: unknown } = options;
      throw new EpiError('BAD_OPTION', `there is no method "${String(unknown.method)}"`, { field: 'method' });
    }
  }
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Columns as plain objects, one a monitored point; undefined becomes null. */
export function toDetections(series: Series, columns: DetectionColumns): Detection[] {
  return Array.from(columns.alarm, (alarm, i) => ({
    index: columns.first + i,
    date: dateAt(series, columns.first + i),
    expected: orNull(columns.expected[i]!),
    upper: orNull(columns.upper[i]!),
    alarm: alarm === UNDEFINED_ALARM ? null : alarm === 1,
    score: orNull(columns.score[i]!),
  }));
}

/**
 * Run a detector over a series of counts.
 *
 * @param input counts, with dates where the method should use the calendar
 * @param options `method` and its options; see docs/
 * @returns one entry for each monitored point, oldest first
 * @throws EpiError for unfit input, with a code and the field and index at fault
 */
export function detect(input: Series | SeriesInput, options: DetectOptions): Detection[] {
  const series = isSeries(input) ? input : createSeries(input);
  return toDetections(series, detectColumns(series, options));
}
