import { createSeries, type MonitoredRange, type Series, UNDEFINED_ALARM } from '../../src/index.ts';
import type { ReferenceCase, ReferenceFile } from './format.ts';

/** The file's series. Nominal dates are labels: without real ones the methods use index arithmetic. */
export function seriesOf(file: ReferenceFile): Series {
  const { series } = file;
  if (!series?.observed) throw new Error('the file has no observed series');
  const counts = series.observed.map((value) => (typeof value === 'number' ? value : null));
  return createSeries({
    counts,
    frequency: series.frequency ?? 52,
    ...(series.epochAsDate && series.dates ? { dates: series.dates } : {}),
    ...(series.start ? { start: series.start } : {}),
    ...(series.population ? { population: series.population } : {}),
  });
}

/** The case's 1-based range as 0-based options. */
export function rangeOf(testCase: ReferenceCase): Required<MonitoredRange> {
  if (!testCase.range) throw new Error('the case has no range');
  return { from: testCase.range.first - 1, to: testCase.range.last - 1 };
}

/** Alarms with the undefined ones as NaN, which is how the format's null reads. */
export function alarmsOf(alarm: Uint8Array): Float64Array {
  return Float64Array.from(alarm, (value) => (value === UNDEFINED_ALARM ? Number.NaN : value));
}

/** Entries of a column where a flag is 1, `otherwise` elsewhere. */
export function where(flag: Uint8Array, column: Float64Array, otherwise: number): Float64Array {
  return column.map((value, i) => (flag[i] === 1 ? value : otherwise));
}
