import type { Series } from '../series/series.ts';

/** Reference values as the RKI and Bayes methods take them. */
export interface ReferenceWindow {
  /** Earlier years b, ≥ 0. */
  readonly years: number;
  /** Half-width w of the window around the same period of each earlier year, and length of the recent one. */
  readonly halfWindow: number;
  /** Whether the w points just before the current one count as well. */
  readonly useCurrentYear: boolean;
}

/** 0-based index of the first point with a full reference window. */
export function earliestOfWindow(series: Series, window: ReferenceWindow): number {
  const past = window.years > 0 ? window.years * series.frequency + window.halfWindow : 0;
  return Math.max(past, window.useCurrentYear ? window.halfWindow : 0);
}

/** Counts of the reference window of point t; missing ones are left out. A year is `frequency` steps. */
export function windowCounts(series: Series, t: number, window: ReferenceWindow): number[] {
  const { counts, frequency } = series;
  const values: number[] = [];
  const take = (from: number, to: number): void => {
    for (let i = from; i <= to; i++) if (!Number.isNaN(counts[i]!)) values.push(counts[i]!);
  };
  if (window.useCurrentYear) take(t - window.halfWindow, t - 1);
  for (let year = 1; year <= window.years; year++) {
    const anchor = t - year * frequency;
    take(anchor - window.halfWindow, Math.min(anchor + window.halfWindow, t - 1));
  }
  return values;
}
