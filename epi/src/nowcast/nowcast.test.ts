import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng, randomMultinomial, randomPoisson } from '../random/index.ts';
import { nowcast, type ReportingTriangle, reportingTriangle } from './index.ts';

/** Taylor & Ashe 1983, as in Mack 1993 (ASTIN Bull. 23:213): chain-ladder reserve 18,680,856. */
const taylorAshe = [
  [357848, 766940, 610542, 482940, 527326, 574398, 146342, 139950, 227229, 67948],
  [352118, 884021, 933894, 1183289, 445745, 320996, 527804, 266172, 425046],
  [290507, 1001799, 926219, 1016654, 750816, 146923, 495992, 280405],
  [310608, 1108250, 776189, 1562400, 272482, 352053, 206286],
  [443160, 693190, 991983, 769488, 504851, 470639],
  [396132, 937085, 847498, 805037, 705960],
  [440832, 847631, 1131398, 1063269],
  [359480, 1061648, 1443370],
  [376686, 986608],
  [344014],
];

/** Days of Poisson(level) events with the given delay distribution, cut off at the last day. */
function simulate(seed: number, rows: number, level: number, delay: number[]) {
  const rng = createRng(seed);
  const full = Array.from({ length: rows }, () => [
    ...randomMultinomial(rng, randomPoisson(rng, level), delay),
  ]);
  const counts = full.map((row, t) => row.map((count, d) => (t + d < rows ? count : 0)));
  return { full, triangle: { counts } satisfies ReportingTriangle };
}

describe('nowcast', () => {
  test("Lawless' estimate is the chain ladder: the published reserve of Taylor & Ashe", () => {
    const { days } = nowcast({ counts: taylorAshe }, { rng: createRng(1), draws: 100 });
    const reserve = days.reduce((sum, { expected, reported }) => sum + expected - reported, 0);
    expect(Math.round(reserve)).toBe(18680856);
  });

  test('a triangle by hand: half are reported a day late', () => {
    const { days, delay } = nowcast(
      {
        counts: [
          [4, 4],
          [6, 6],
          [5, 5],
          [7, 0],
        ],
      },
      { rng: createRng(2) },
    );
    expect(delay).toEqual([0.5, 0.5]);
    expect(days.map(({ expected }) => expected)).toEqual([8, 12, 10, 14]);
    expect(days.slice(0, 3).map(({ lower, median, upper }) => [lower, median, upper])).toEqual([
      [8, 8, 8],
      [12, 12, 12],
      [10, 10, 10],
    ]);
    expect(days[3]!.lower).toBeGreaterThanOrEqual(7);
    expect(days[3]!.upper).toBeGreaterThan(14);
  });

  test('95 % intervals cover the final number in about 95 % of days, and the median is not biased', () => {
    let covered = 0;
    let above = 0;
    let days = 0;
    for (let run = 0; run < 60; run++) {
      const { full, triangle } = simulate(run, 40, 20, [0.3, 0.3, 0.2, 0.15, 0.05]);
      for (const day of nowcast(triangle, { rng: createRng(run, 1), draws: 400 }).days.slice(-4)) {
        const final = full[day.index]!.reduce((a, b) => a + b, 0);
        days++;
        if (day.lower <= final && final <= day.upper) covered++;
        if (day.median > final) above++;
      }
    }
    expect(covered / days).toBeGreaterThan(0.91);
    expect(covered / days).toBeLessThan(0.995);
    expect(above / days).toBeGreaterThan(0.35);
    expect(above / days).toBeLessThan(0.65);
  });

  test('never below what is reported; finished days are certain; shares fall with age; delays add up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 12 }), (seed, level) => {
        const { triangle } = simulate(seed, 15, level, [0.5, 0.3, 0.2]);
        const { days, delay } = nowcast(triangle, { rng: createRng(seed), draws: 100 });
        expect(delay.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        days.forEach((day, t) => {
          expect(day.lower).toBeGreaterThanOrEqual(day.reported);
          expect(day.lower).toBeLessThanOrEqual(day.median);
          expect(day.median).toBeLessThanOrEqual(day.upper);
          if (t > 0) expect(day.share).toBeLessThanOrEqual(days[t - 1]!.share);
          if (t < 13) expect(day.upper).toBe(day.reported);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('a day without any report stays open, not zero', () => {
    const { triangle } = simulate(3, 30, 20, [0.2, 0.4, 0.4]);
    const counts = triangle.counts.map((row, t) => (t === 29 ? [0, 0, 0] : row));
    expect(nowcast({ counts }, { rng: createRng(3) }).days[29]!.upper).toBeGreaterThan(3);
  });

  test('same seed, same answer; a window forgets old delays', () => {
    const slow = Array.from({ length: 20 }, () => [0, 0, 10]);
    const fast = Array.from({ length: 20 }, () => [10, 0, 0]);
    const triangle = { counts: [...slow, ...fast] };
    expect(nowcast(triangle, { rng: createRng(5) })).toEqual(nowcast(triangle, { rng: createRng(5) }));
    expect(nowcast(triangle, { rng: createRng(5), window: 15 }).delay).toEqual([1, 0, 0]);
    expect(nowcast(triangle, { rng: createRng(5) }).delay[2]).toBeGreaterThan(0.4);
  });
});

describe('reporting triangle', () => {
  const options = { from: '2026-03-01', now: '2026-03-03', maximumDelay: 2 };

  test('arranges events by day and delay', () => {
    const events = [
      { occurred: '2026-03-01', reported: '2026-03-01' },
      { occurred: '2026-03-01', reported: '2026-03-03' },
      { occurred: '2026-03-03', reported: '2026-03-03' },
      { occurred: '2026-03-03', reported: '2026-03-04' },
      { occurred: '2026-02-27', reported: '2026-03-01' },
    ];
    expect(reportingTriangle(events, options)).toEqual({
      dates: ['2026-03-01', '2026-03-02', '2026-03-03'],
      counts: [
        [1, 0, 1],
        [0, 0, 0],
        [1, 0, 0],
      ],
    });
  });

  test.each([
    [() => reportingTriangle([{ occurred: '2026-03-02', reported: '2026-03-01' }], options), 'BAD_DATE'],
    [() => reportingTriangle([{ occurred: 'yesterday', reported: '2026-03-01' }], options), 'BAD_DATE'],
    [() => reportingTriangle([], { ...options, now: '2026-02-01' }), 'BAD_DATE'],
    [() => reportingTriangle([], { ...options, maximumDelay: 0 }), 'BAD_OPTION'],
    [() => nowcast({ counts: [] }, { rng: createRng(1) }), 'EMPTY'],
    [
      () =>
        nowcast(
          {
            counts: [
              [1, Number.NaN],
              [1, 1],
            ],
          },
          { rng: createRng(1) },
        ),
      'NOT_A_NUMBER',
    ],
    [
      () =>
        nowcast(
          {
            counts: [
              [1, 1, 1],
              [1, 1, 1],
            ],
          },
          { rng: createRng(1) },
        ),
      'MISSING_DATA',
    ],
    [
      () =>
        nowcast(
          {
            counts: [
              [1, 1],
              [1, 1],
            ],
            dates: ['2026-03-01'],
          },
          { rng: createRng(1) },
        ),
      'LENGTH_MISMATCH',
    ],
  ])('bad input %# is refused with %s', (call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });
});
