import type { Series } from '../series/series.ts';
import { requireOption, requireWhole } from './range.ts';
import type { MonitoredRange } from './types.ts';

/** Reference values as the RKI and Bayes methods take them. */
export interface ReferenceWindow {
  /** Earlier years b, ≥ 0. */
  readonly years: number;
  /** Half-width w of the window around the same period of each earlier year, and length of the recent one. */
  readonly halfWindow: number;
  /** Whether the w points just before the current one count as well. */
  readonly useCurrentYear: boolean;
}

/** How the RKI and Bayes methods are told their window: a version of the Robert Koch Institute, or parts of it. */
export interface WindowOptions extends MonitoredRange {
  /** 1: six weeks before. 2: those and ±6 weeks a year ago. 3: ±4 weeks of the two years before. */
  readonly version?: 1 | 2 | 3;
  readonly years?: number;
  readonly halfWindow?: number;
  readonly useCurrentYear?: boolean;
}

const VERSIONS = {
  1: { years: 0, halfWindow: 6, useCurrentYear: true },
  2: { years: 1, halfWindow: 6, useCurrentYear: true },
  3: { years: 2, halfWindow: 4, useCurrentYear: false },
} as const;

/**
 * The window of a version, with what the options set differently.
 *
 * @throws EpiError BAD_OPTION for an unknown version, or a window that holds no point at all
 */
export function resolveWindow(options: WindowOptions, defaultVersion: 1 | 2 | 3): ReferenceWindow {
  const { version = defaultVersion } = options;
  requireOption(version in VERSIONS, 'version', version, '1, 2 or 3');
  const preset = VERSIONS[version];
  const window = {
    years: options.years ?? preset.years,
    halfWindow: options.halfWindow ?? preset.halfWindow,
    useCurrentYear: options.useCurrentYear ?? preset.useCurrentYear,
  };
  requireWhole(window.years, window.useCurrentYear ? 0 : 1, 'years');
  requireWhole(window.halfWindow, window.years === 0 ? 1 : 0, 'halfWindow');
  return window;
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
