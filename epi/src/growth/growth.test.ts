import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng, randomPoisson } from '../random/index.ts';
import { createSeries } from '../series/index.ts';
import { finalSize, finalSizeOfGroups, growthRate, reproductionNumber } from './index.ts';

describe('final size', () => {
  // Solutions of z = 1 − exp(−R₀ z), tabulated to four places in textbooks (R₀ = 2: 80 %, R₀ = 3: 94 %).
  test.each([
    [0.9, 0],
    [1, 0],
    [1.5, 0.58281164],
    [2, 0.79681213],
    [3, 0.94047978],
    [18, 0.99999998],
  ])('R₀ = %d gives %d', (r0, share) => {
    expect(finalSize(r0)).toBeCloseTo(share, 7);
  });

  test('immunity of 1 − 1/R₀ prevents the epidemic', () => {
    expect(finalSize(4, 0.25)).toBe(0);
    expect(finalSize(4, 0.3)).toBeGreaterThan(0);
  });

  test('solves its equation and rises with R₀', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.001, max: 30, noNaN: true }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        (r0, s) => {
          const z = finalSize(r0, s);
          expect(z).toBeCloseTo(s * -Math.expm1(-r0 * z), 10);
          expect(finalSize(r0 * 1.01, s)).toBeGreaterThanOrEqual(z);
        },
      ),
    );
  });

  test('several groups that mix as one are one', () => {
    const groups = [{ size: 100 }, { size: 300 }];
    const k = groups.map(({ size }) => groups.map(() => (2 * size) / 400));
    const { attackRate, overall } = finalSizeOfGroups(k, groups);
    for (const rate of [...attackRate, overall]) expect(rate).toBeCloseTo(0.79681213, 7);
  });

  test('solves its equations for any mixing, largest solution', () => {
    const entry = fc.double({ min: 0.05, max: 3, noNaN: true });
    const k = fc.array(fc.array(entry, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    const groups = [{ size: 50 }, { size: 200, susceptible: 0.8 }, { size: 40 }];
    fc.assert(
      fc.property(k, (matrix) => {
        const { infected } = finalSizeOfGroups(matrix, groups);
        groups.forEach(({ size, susceptible = 1 }, i) => {
          const force = infected.reduce((total, a, j) => total + (matrix[i]![j]! * a) / size, 0);
          expect(infected[i]! / size).toBeCloseTo(susceptible * -Math.expm1(-force), 8);
        });
        if (matrix.every((row, i) => row[i]! > 1.3)) expect(Math.min(...infected)).toBeGreaterThan(0);
      }),
    );
  });

  test('refuses what it cannot read', () => {
    expect(() => finalSize(Number.NaN)).toThrow(expect.objectContaining({ code: 'NOT_A_NUMBER' }));
    expect(() => finalSize(2, 1.1)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
    expect(() => finalSizeOfGroups([], [])).toThrow(expect.objectContaining({ code: 'EMPTY' }));
    expect(() => finalSizeOfGroups([[1]], [{ size: 1 }, { size: 2 }])).toThrow(
      expect.objectContaining({ code: 'LENGTH_MISMATCH' }),
    );
  });
});

describe('reproduction number from the growth rate', () => {
  test('closed forms', () => {
    expect(reproductionNumber(0.1, { kind: 'exponential', mean: 3 })).toBeCloseTo(1.3, 12);
    expect(reproductionNumber(0.1, { kind: 'seir', latent: 2, infectious: 3 })).toBeCloseTo(1.2 * 1.3, 12);
    expect(reproductionNumber(0.1, { kind: 'fixed', mean: 3 })).toBeCloseTo(Math.exp(0.3), 12);
    expect(reproductionNumber(0.1, { kind: 'normal', mean: 3, sd: 2 })).toBeCloseTo(Math.exp(0.28), 12);
  });

  test('a histogram of the exponential approaches its closed form', () => {
    const bounds = Array.from({ length: 4001 }, (_, i) => i / 40);
    const shares = bounds.slice(1).map((b, i) => Math.exp(-bounds[i]! / 3) - Math.exp(-b / 3));
    const total = shares.reduce((a, b) => a + b, 0);
    const interval = { kind: 'histogram' as const, bounds, probabilities: shares.map((p) => p / total) };
    expect(reproductionNumber(0.1, interval)).toBeCloseTo(1.3, 5);
    expect(reproductionNumber(0, interval)).toBeCloseTo(1, 12);
  });

  test('gamma lies between exponential and fixed; all are 1 at r = 0 and rise with r', () => {
    const rate = fc.double({ min: -0.2, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(rate, fc.double({ min: 1, max: 4, noNaN: true }), (r, mean) => {
        const gamma = (sd: number) => reproductionNumber(r, { kind: 'gamma', mean, sd });
        expect(gamma(mean)).toBeCloseTo(reproductionNumber(r, { kind: 'exponential', mean }), 10);
        const fixed = reproductionNumber(r, { kind: 'fixed', mean });
        expect(gamma(mean / 2)).toBeLessThanOrEqual(fixed * (1 + 1e-12));
        expect(gamma(mean / 2)).toBeGreaterThanOrEqual(gamma(mean) * (1 - 1e-12));
        expect(reproductionNumber(0, { kind: 'gamma', mean, sd: 1 })).toBe(1);
        expect(reproductionNumber(r + 0.01, { kind: 'gamma', mean, sd: 1 })).toBeGreaterThan(
          reproductionNumber(r, { kind: 'gamma', mean, sd: 1 }),
        );
      }),
    );
  });

  test('an impossible fall is refused', () => {
    const fall = () => reproductionNumber(-0.5, { kind: 'exponential', mean: 3 });
    expect(fall).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });
});

describe('growth rate', () => {
  test('exact doubling every second day', () => {
    const { doublingTime, halvingTime } = growthRate(
      createSeries({ counts: [8, 16, 32, 64, 128, 256].flatMap((c) => [c, c * Math.SQRT2]) }),
    );
    expect(doublingTime!.estimate).toBeCloseTo(2, 6);
    expect(halvingTime).toBeNull();
  });

  test('days without school do not count as steps', () => {
    const counts = [10, 20, 80, 160];
    const dates = ['2026-03-05', '2026-03-06', '2026-03-08', '2026-03-09'];
    expect(growthRate(createSeries({ counts, dates })).doublingTime!.estimate).toBeCloseTo(1, 6);
  });

  test('a decline has a halving time, and uncertain growth no upper limit', () => {
    const falling = growthRate(createSeries({ counts: [80, 40, 20, 10] }));
    expect(falling.doublingTime).toBeNull();
    expect(falling.halvingTime!.estimate).toBeCloseTo(1, 6);
    expect(growthRate(createSeries({ counts: [3, 2, 3, 4] })).doublingTime!.upper).toBe(Infinity);
  });

  test('the 95 % interval covers the true rate in about 95 % of simulated epidemics', () => {
    const rng = createRng(12);
    let covered = 0;
    for (let run = 0; run < 400; run++) {
      const counts = Array.from({ length: 14 }, (_, t) => randomPoisson(rng, 3 * Math.exp(0.15 * t)));
      const { rate } = growthRate(createSeries({ counts }));
      if (rate.lower <= 0.15 && rate.upper >= 0.15) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.99);
  });

  test.each([
    [[1, 2], {}, 'TOO_SHORT'],
    [[1, null, null, 2], {}, 'TOO_SHORT'],
    [[0, 0, 0], {}, 'MISSING_DATA'],
    [[1, 2, 3], { to: 3 }, 'OUT_OF_RANGE'],
    [[1, 2, 3], { confidence: 1 }, 'BAD_OPTION'],
  ])('%j with %j is refused', (counts, options, code) => {
    expect(() => growthRate(createSeries({ counts }), options)).toThrow(expect.objectContaining({ code }));
  });
});
