import { describe, expect, test } from 'vitest';
import {
  createSeries,
  type DetectOptions,
  detect,
  EpiError,
  type EpiErrorCode,
  estimateR,
  farringtonFlexible,
  seriesOfOpenDays,
} from '../src/index.ts';

/** Options under which every method can judge the end of a series of 330 weeks. */
const METHODS: readonly DetectOptions[] = [
  { method: 'ears-c1' },
  { method: 'ears-c2' },
  { method: 'ears-c3', minSigma: 0.5 },
  { method: 'farrington', years: 5 },
  { method: 'farrington-flexible', years: 5, periods: 10, skipRecent: 26 },
  { method: 'farrington-flexible', years: 3, threshold: 'nbPlugin' },
  { method: 'farrington-flexible', years: 3, threshold: 'muan', variant: 'package' },
  { method: 'cusum', mean: 4 },
  { method: 'glr', alpha: 0.1, mean: Array.from({ length: 330 }, () => 4) },
  { method: 'bayes', version: 3 },
  { method: 'rki', version: 2 },
  { method: 'cdc' },
  { method: 'outbreak-p' },
];
const WEEKS = 330;
const name = (options: DetectOptions): string => JSON.stringify({ ...options, mean: undefined });
const constant = (value: number): number[] => Array.from({ length: WEEKS }, () => value);

function codeOf(run: () => unknown): EpiErrorCode | 'none' {
  try {
    run();
    return 'none';
  } catch (error) {
    if (error instanceof EpiError) return error.code;
    throw error;
  }
}

describe.each(METHODS.map((options) => [name(options), options] as const))('%s', (_, options) => {
  test('stays silent over zeros', () => {
    const points = detect({ counts: constant(0) }, options);
    expect(points.length).toBeGreaterThan(0);
    expect(points.filter((point) => point.alarm)).toEqual([]);
  });

  test('stays silent over a constant series, and expects the constant', () => {
    const points = detect({ counts: constant(4) }, options);
    expect(points.filter((point) => point.alarm)).toEqual([]);
    const expected = options.method === 'cdc' ? 16 : 4;
    // The Bayes method's prior adds half a case to its reference values.
    const slack = options.method === 'bayes' ? 0.05 : 1e-6;
    for (const point of points) expect(Math.abs(point.expected! - expected)).toBeLessThan(slack);
  });

  test('raises an alarm for a huge count after a quiet history, and stays finite', () => {
    const counts = constant(4);
    counts[WEEKS - 1] = 2e9;
    const last = detect({ counts }, options).at(-1)!;
    expect(last.alarm).toBe(true);
    expect(last.expected).not.toBeNull();
    expect(Number.isFinite(last.expected)).toBe(true);
  });

  test('takes counts of a thousand million', () => {
    const counts = Array.from({ length: WEEKS }, (_, i) => 1e9 + ((i * 7919) % 1000));
    const scaled =
      'mean' in options && typeof options.mean === 'object' ? { ...options, mean: counts } : options;
    const fitting = scaled.method === 'cusum' ? { ...scaled, mean: 1e9 } : scaled;
    for (const point of detect({ counts }, fitting)) {
      expect(Number.isFinite(point.expected)).toBe(true);
      expect(point.upper === null || Number.isFinite(point.upper)).toBe(true);
    }
  });

  test('reports a series shorter than its baseline', () => {
    const short = options.method === 'glr' ? { ...options, mean: [1, 2] } : options;
    if (options.method === 'cusum' || options.method === 'glr' || options.method === 'outbreak-p') {
      expect(codeOf(() => detect({ counts: [1] }, { ...short, from: 5 }))).toBe('OUT_OF_RANGE');
    } else expect(codeOf(() => detect({ counts: [1, 2, 3] }, short))).toBe('TOO_SHORT');
  });

  test('either bridges a gap or says which count is missing', () => {
    const counts: (number | null)[] = constant(4);
    counts[WEEKS - 3] = null;
    const code = codeOf(() => detect({ counts }, options));
    expect(['none', 'MISSING_DATA']).toContain(code);
    if (code === 'none') expect(detect({ counts }, options).some((point) => point.alarm)).toBe(false);
  });
});

describe('unfit input', () => {
  const c1 = { method: 'ears-c1' } as const;
  test.each([
    ['NOT_A_NUMBER', { counts: [1, Number.NaN] }],
    ['NOT_FINITE', { counts: [1, Infinity] }],
    ['NEGATIVE', { counts: [1, -1] }],
    ['EMPTY', { counts: [] }],
    ['LENGTH_MISMATCH', { counts: [1, 2], dates: ['2024-01-01'] }],
    ['BAD_DATE', { counts: [1, 2], dates: ['2024-01-01', '2024-02-30'] }],
    ['BAD_DATE', { counts: [1, 2], dates: ['2024-01-02', '2024-01-01'] }],
    ['BAD_OPTION', { counts: [1, 2], frequency: 0 }],
    ['BAD_OPTION', { counts: [1, 2], start: [2024, 0] as const }],
    ['BAD_OPTION', { counts: [1, 2], population: [1, 0] }],
  ] as const)('%s', (code, input) => {
    expect(codeOf(() => detect(input, c1))).toBe(code);
  });

  test('names the place', () => {
    expect(() => createSeries({ counts: [1, 2, Number.NaN] })).toThrow(
      expect.objectContaining({ code: 'NOT_A_NUMBER', field: 'counts', index: 2 }),
    );
  });

  test('options outside their domain', () => {
    const series = createSeries({ counts: constant(3) });
    expect(codeOf(() => detect(series, { ...c1, alpha: 0 }))).toBe('BAD_OPTION');
    expect(codeOf(() => detect(series, { ...c1, baseline: 1 }))).toBe('BAD_OPTION');
    expect(codeOf(() => detect(series, { ...c1, from: 3 }))).toBe('TOO_SHORT');
    expect(codeOf(() => detect(series, { ...c1, to: WEEKS }))).toBe('OUT_OF_RANGE');
    expect(codeOf(() => detect(series, { method: 'cusum', mean: 0 }))).toBe('BAD_OPTION');
    expect(codeOf(() => detect(series, { method: 'farrington', arithmetic: 'calendar' }))).toBe('BAD_OPTION');
    const offset = { method: 'farrington-flexible', populationOffset: true } as const;
    expect(codeOf(() => farringtonFlexible(series, offset))).toBe('BAD_OPTION');
    expect(codeOf(() => detect(series, { method: 'boda' } as unknown as DetectOptions))).toBe('BAD_OPTION');
  });

  test('incidence', () => {
    const serialInterval = { kind: 'gamma', mean: 2.6, sd: 1.5 } as const;
    expect(codeOf(() => estimateR([1], { serialInterval }))).toBe('TOO_SHORT');
    expect(codeOf(() => estimateR([1, Number.NaN], { serialInterval }))).toBe('NOT_A_NUMBER');
    expect(codeOf(() => estimateR([1, 2, 3], { serialInterval, windows: [{ from: 0, to: 1 }] }))).toBe(
      'OUT_OF_RANGE',
    );
    expect(
      codeOf(() => estimateR([1, 2, 3], { serialInterval: { kind: 'gamma', mean: 1, sd: 1 }, windows: 2 })),
    ).toBe('BAD_OPTION');
  });
});

test('C3 over a flat baseline is undefined without a smallest standard deviation, as 0/0 is', () => {
  const counts = Array.from({ length: 12 }, () => 5);
  expect(detect({ counts }, { method: 'ears-c3' })[0]).toMatchObject({ alarm: null, score: null });
});

test('closed days are left out, open days without a figure are missing', () => {
  const series = seriesOfOpenDays(
    [
      { date: '2024-09-06', count: 3 },
      { date: '2024-09-07', count: 0 },
      { date: '2024-09-10', count: 2 },
    ],
    { from: '2024-09-05', to: '2024-09-10', isOpen: (_, weekday) => weekday <= 5 },
  );
  expect(Array.from(series.counts)).toEqual([Number.NaN, 3, Number.NaN, 2]);
});

test('zero incidence in a window leaves the prior, narrowed by the days without cases', () => {
  const incidence = [5, 4, 3, ...Array.from({ length: 20 }, () => 0)];
  const { estimates } = estimateR(incidence, { serialInterval: { kind: 'gamma', mean: 2.6, sd: 1.5 } });
  const last = estimates.at(-1)!;
  expect(last.mean).toBeGreaterThan(0);
  expect(last.mean).toBeLessThanOrEqual(5);
});
