import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { windowMoments } from '../src/detect/movingWindow.ts';
import {
  type DetectOptions,
  detect,
  discreteSerialInterval,
  estimateR,
  fitLogLinear,
  formatDate,
  gammaQuantile,
  gammaTails,
  negativeBinomialQuantile,
  negativeBinomialTails,
  parseDate,
  poissonQuantile,
  poissonTails,
  serialIntervalMoments,
  standardDeviation,
} from '../src/index.ts';
import { fitGroupedTrend, prepareCounts } from '../src/math/groupedTrend.ts';
import { nearestSameWeekday, yearsBefore } from '../src/series/civil.ts';

const WEEKS = 180;
const METHODS: readonly DetectOptions[] = [
  { method: 'ears-c1', minSigma: 0.5 },
  { method: 'ears-c2', minSigma: 0.5 },
  { method: 'ears-c3', minSigma: 0.5 },
  { method: 'farrington', years: 3, halfWindow: 3 },
  { method: 'farrington-flexible', years: 3, periods: 5 },
  { method: 'farrington-flexible', years: 3, threshold: 'nbPlugin' },
  { method: 'cusum', mean: 5 },
  { method: 'bayes', version: 2 },
  { method: 'rki', version: 3 },
  { method: 'cdc', years: 2 },
  { method: 'outbreak-p' },
];
const weekly = fc.array(fc.nat({ max: 30 }), { minLength: WEEKS, maxLength: WEEKS });

describe.each(METHODS.map((options) => [JSON.stringify(options), options] as const))('%s', (_, options) => {
  test('a point does not depend on what comes after it', () => {
    fc.assert(
      fc.property(weekly, fc.integer({ min: 1, max: 10 }), (counts, cut) => {
        const whole = detect({ counts }, options);
        const early = detect({ counts: counts.slice(0, WEEKS - cut) }, options);
        expect(whole.slice(0, early.length)).toEqual(early);
      }),
      { numRuns: 20 },
    );
  });

  test('more cases today never take an alarm away', () => {
    fc.assert(
      fc.property(weekly, fc.nat({ max: 200 }), (counts, more) => {
        const raised = [...counts.slice(0, -1), counts.at(-1)! + more];
        const before = detect({ counts }, { ...options, from: WEEKS - 1 })[0]!;
        const after = detect({ counts: raised }, { ...options, from: WEEKS - 1 })[0]!;
        if (before.alarm) expect(after.alarm).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('EARS', () => {
  test('adding the same to every count moves the bound by it and leaves the statistic', () => {
    fc.assert(
      fc.property(weekly, fc.nat({ max: 1_000_000 }), (counts, shift) => {
        const options = { method: 'ears-c2' } as const;
        const plain = detect({ counts }, options);
        detect({ counts: counts.map((count) => count + shift) }, options).forEach((point, i) => {
          expect(Math.abs(point.upper! - shift - plain[i]!.upper!)).toBeLessThan(1e-8);
          expect(point.alarm).toBe(plain[i]!.alarm);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('sliding sums equal a computation of each window on its own', () => {
    const counts = fc.array(
      fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 2 ** 31 - 1 }), fc.double({ min: 0, max: 9, noNaN: true })),
      {
        minLength: 9,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 9 }), (values, size) => {
        const { mean, sd } = windowMoments(Float64Array.from(values), size);
        for (let e = size - 1; e < values.length; e++) {
          const window = values.slice(e - size + 1, e + 1);
          const average = window.reduce((sum, value) => sum + value, 0) / size;
          expect(Math.abs(mean[e]! - average)).toBeLessThanOrEqual(1e-12 * average);
          expect(Math.abs(sd[e]! - standardDeviation(window))).toBeLessThanOrEqual(
            1e-12 * standardDeviation(window),
          );
        }
      }),
    );
  });
});

test('group means with a slope give what the general solver gives', () => {
  const problem = fc.record({
    counts: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 40 }),
    levels: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(problem, ({ counts, levels }) => {
      const n = counts.length;
      const response = Float64Array.from(counts, (count, i) => count + (i < levels ? 1 : 0));
      const level = Uint8Array.from(counts, (_, i) => i % levels);
      const time = Float64Array.from(counts, (_, i) => i);
      const weights = Float64Array.from(counts, (_, i) => 0.5 + (i % 3) / 2);
      const fit = fitGroupedTrend({
        counts: prepareCounts(response),
        time,
        level,
        levels,
        weights,
        offset: null,
      });
      const design = new Float64Array(n * (levels + 1));
      for (let i = 0; i < n; i++) {
        design[level[i]! * n + i] = 1;
        design[levels * n + i] = i;
      }
      const general = fitLogLinear({ design, response, weights }, levels + 1);
      fc.pre(general.converged);
      expect(fit.iterations).toBe(general.iterations);
      expect(fit.slope).toBeCloseTo(general.coefficients[levels]!, 9);
      expect(fit.dispersion / general.dispersion).toBeCloseTo(1, 8);
      fit.leverage.forEach((h, i) => {
        expect(h).toBeCloseTo(general.leverage[i]!, 9);
      });
    }),
    { numRuns: 60 },
  );
});

describe('distributions', () => {
  const p = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
  test('the gamma quantile inverts its distribution function', () => {
    fc.assert(
      fc.property(p, fc.double({ min: 0.1, max: 1e5, noNaN: true }), (probability, shape) => {
        const { lower, upper } = gammaTails(gammaQuantile(probability, shape), shape);
        const deviation = probability < 0.5 ? lower / probability : upper / (1 - probability);
        expect(Math.abs(deviation - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  test('count quantiles are the smallest count that reaches the probability', () => {
    const mean = fc.double({ min: 0.01, max: 5000, noNaN: true });
    fc.assert(
      fc.property(p, mean, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (probability, m, prob) => {
        const k = poissonQuantile(probability, m);
        expect(poissonTails(k, m).lower).toBeGreaterThanOrEqual(probability * (1 - 1e-12));
        if (k > 0) expect(poissonTails(k - 1, m).lower).toBeLessThan(probability);
        const size = (m * prob) / (1 - prob);
        const q = negativeBinomialQuantile(probability, size, prob);
        expect(negativeBinomialTails(q, size, prob).lower).toBeGreaterThanOrEqual(probability * (1 - 1e-12));
        if (q > 0) expect(negativeBinomialTails(q - 1, size, prob).lower).toBeLessThan(probability);
      }),
    );
  });
});

describe('reproduction number', () => {
  test('the discretised serial interval has the mean it was given', () => {
    const mean = fc.double({ min: 1.2, max: 20, noNaN: true });
    fc.assert(
      fc.property(mean, fc.double({ min: 0.3, max: 5, noNaN: true }), (m, sd) => {
        const weights = discreteSerialInterval(m, sd, 400);
        fc.pre(weights.at(-1)! < 1e-12);
        expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
        expect(serialIntervalMoments(weights).mean).toBeCloseTo(m, 6);
      }),
    );
  });

  test('quantiles ascend, and imported cases lower the estimate', () => {
    const days = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 15, maxLength: 30 });
    fc.assert(
      fc.property(days, (incidence) => {
        const options = { serialInterval: { kind: 'gamma', mean: 3, sd: 1.5 } } as const;
        const all = estimateR(incidence, options).estimates;
        const imported = incidence.map(() => 1);
        const local = incidence.map((cases) => cases - 1);
        const split = estimateR({ local, imported }, options).estimates;
        all.forEach(({ mean, quantiles }, i) => {
          const sorted = [...quantiles].sort((a, b) => a! - b!);
          expect(quantiles).toEqual(sorted);
          expect(split[i]!.mean).toBeLessThan(mean!);
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('calendar', () => {
  const day = fc.integer({ min: -30_000, max: 60_000 });
  test('dates survive text and back', () => {
    fc.assert(fc.property(day, (days) => parseDate(formatDate(days)) === days));
  });

  test('a year earlier is 365 or 366 days, and the nearest equal weekday at most three off', () => {
    fc.assert(
      fc.property(day, day, (days, like) => {
        expect([365, 366]).toContain(days - yearsBefore(days, 1));
        const snapped = nearestSameWeekday(days, like);
        expect(Math.abs(snapped - days)).toBeLessThanOrEqual(3);
        expect(Math.abs((snapped - like) % 7)).toBe(0);
      }),
    );
  });

  test('29 February becomes 1 March in a common year', () => {
    expect(formatDate(yearsBefore(parseDate('2024-02-29'), 1))).toBe('2023-03-01');
    expect(formatDate(yearsBefore(parseDate('2024-02-29'), 4))).toBe('2020-02-29');
  });
});
