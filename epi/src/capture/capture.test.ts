import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import {
  type CaptureIntervalMethod,
  captureHistories,
  chaoLowerBound,
  chapman,
  logLinearCapture,
} from './index.ts';

/** Hepatitis A in a college, northern Taiwan 1995, three lists (Chao et al. 2001, Stat. Med. 20:3123). */
const hepatitisA = { '111': 28, '110': 21, '101': 17, '100': 69, '011': 18, '010': 55, '001': 63 };
const METHODS: CaptureIntervalMethod[] = ['logit', 'lognormal', 'exact', 'normal'];

describe('Chapman', () => {
  test('ten marked, fifteen caught, five of them marked: 28.3, 95 % logit limits 22 and 65', () => {
    const { total, seen, missed, completeness } = chapman({ both: 5, onlyFirst: 5, onlySecond: 10 });
    expect(total.estimate).toBeCloseTo((11 * 16) / 6 - 1, 12);
    expect(Math.round(total.lower)).toBe(22);
    expect(Math.round(total.upper)).toBe(65);
    expect(seen).toBe(20);
    expect(missed).toBeCloseTo(8.333, 3);
    expect(completeness.first).toBeCloseTo(10 / total.estimate, 12);
  });

  test('identical lists: nobody is missed', () => {
    for (const interval of METHODS) {
      const { total, missed } = chapman({ both: 40, onlyFirst: 0, onlySecond: 0 }, { interval });
      expect(missed).toBe(0);
      expect(total.lower).toBe(40);
    }
  });

  test('lists that share nobody leave the exact upper limit open', () => {
    const { total } = chapman({ both: 0, onlyFirst: 8, onlySecond: 9 }, { interval: 'exact' });
    expect(total.estimate).toBe(89);
    expect(total.upper).toBe(Infinity);
  });

  test('a list inside the other gives the number seen, and logit limits that begin there', () => {
    const { total, seen } = chapman({ both: 1, onlyFirst: 0, onlySecond: 113 });
    expect(total).toMatchObject({ estimate: seen, lower: seen });
    expect(total.upper).toBeGreaterThan(seen);
  });

  const count = fc.integer({ min: 0, max: 500 });
  test('limits enclose the estimate, never fall below the seen, and the lists can be exchanged', () => {
    fc.assert(
      fc.property(count, count, count, fc.constantFrom(...METHODS), (both, a, b, interval) => {
        fc.pre(both + a > 0 && both + b > 0);
        const one = chapman({ both, onlyFirst: a, onlySecond: b }, { interval });
        const other = chapman({ both, onlyFirst: b, onlySecond: a }, { interval });
        expect(other.total.estimate).toBeCloseTo(one.total.estimate, 6);
        expect(one.total.lower).toBeLessThanOrEqual(one.total.estimate + 1e-9);
        expect(one.total.upper).toBeGreaterThanOrEqual(one.total.estimate);
        expect(one.total.lower).toBeGreaterThanOrEqual(one.seen);
        expect(chapman({ both: both + 1, onlyFirst: a, onlySecond: b }).missed).toBeLessThanOrEqual(
          one.missed + 1e-9,
        );
      }),
    );
  });

  test.each([
    ['logit', 0.92],
    ['lognormal', 0.9],
    ['exact', 0.95],
  ] as const)('%s limits cover a true total of 100 at least %d of the time', (interval, least) => {
    const rng = createRng(21);
    let covered = 0;
    for (let run = 0; run < 600; run++) {
      const counts = { both: 0, onlyFirst: 0, onlySecond: 0 };
      for (let i = 0; i < 100; i++) {
        const first = rng.uniform() < 0.5;
        const second = rng.uniform() < 0.4;
        if (first && second) counts.both++;
        else if (first) counts.onlyFirst++;
        else if (second) counts.onlySecond++;
      }
      const { total } = chapman(counts, { interval });
      if (total.lower <= 100 && total.upper >= 100) covered++;
    }
    expect(covered / 600).toBeGreaterThan(least);
  });

  test.each([
    [{ both: 1.5, onlyFirst: 1, onlySecond: 1 }, 'NOT_INTEGER'],
    [{ both: Number.NaN, onlyFirst: 1, onlySecond: 1 }, 'NOT_A_NUMBER'],
    [{ both: 0, onlyFirst: 0, onlySecond: 4 }, 'EMPTY'],
  ])('%j is refused', (counts, code) => {
    expect(() => chapman(counts)).toThrow(expect.objectContaining({ code }));
  });
});

describe('log-linear models', () => {
  const { models, best, seen, notEstimable } = logLinearCapture(hepatitisA);
  const total = (...pairs: [number, number][]) =>
    models.find(({ dependencies }) => JSON.stringify(dependencies) === JSON.stringify(pairs))!.total.estimate;

  test('hepatitis A: 271 seen, independence 388, all pairs dependent 1313 as published', () => {
    expect(seen).toBe(271);
    expect(models).toHaveLength(8);
    expect(notEstimable).toEqual([]);
    expect(Math.round(total())).toBe(388);
    expect(Math.round(total([0, 1], [0, 2], [1, 2]))).toBe(1313);
  });

  test('closed forms of Fienberg 1972: one list independent of a pair, two independent given the third', () => {
    expect(total([0, 1])).toBeCloseTo(271 + ((21 + 69 + 55) * 63) / (28 + 17 + 18), 6);
    expect(total([0, 1], [0, 2])).toBeCloseTo(271 + (55 * 63) / 18, 6);
    expect(total([0, 1], [0, 2], [1, 2])).toBeCloseTo(271 + (28 * 69 * 55 * 63) / (21 * 17 * 18), 4);
  });

  test('the best model has the lowest AIC and weights add up to 1', () => {
    expect(best.aic).toBe(Math.min(...models.map(({ aic }) => aic)));
    expect(models.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  test('naming the sources in another order changes nothing but names', () => {
    const turned = Object.fromEntries(Object.entries(hepatitisA).map(([h, n]) => [h[2]! + h[0]! + h[1]!, n]));
    const other = logLinearCapture(turned)
      .models.map(({ total: t }) => t.estimate)
      .sort();
    expect(other.map(Math.round)).toEqual(
      models
        .map(({ total: t }) => t.estimate)
        .sort()
        .map(Math.round),
    );
  });

  test.each([
    [[0.5, 0.4, 0.3], 8, 200],
    [[0.5, 0.4, 0.3, 0.35], 64, 60],
  ])('independent lists with chances %j: limits cover the true total of 1000', (chances, models, runs) => {
    const rng = createRng(4);
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const lists: string[][] = chances.map(() => []);
      for (let i = 0; i < 1000; i++) {
        chances.forEach((p, s) => {
          if (rng.uniform() < p) lists[s]!.push(String(i));
        });
      }
      const found = logLinearCapture(captureHistories(lists));
      expect(found.models).toHaveLength(models);
      const independent = found.models.find(({ dependencies }) => dependencies.length === 0)!;
      if (independent.total.lower < 1000 && independent.total.upper > 1000) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.91);
    expect(covered / runs).toBeLessThanOrEqual(0.99);
  });

  test('five thin lists: cells that are hardly ever filled do not spoil the independence model', () => {
    const rng = createRng(15);
    const lists: string[][] = [[], [], [], [], []];
    for (let i = 0; i < 3000; i++) for (const list of lists) if (rng.uniform() < 0.07) list.push(String(i));
    const { models, notEstimable } = logLinearCapture(captureHistories(lists));
    const independent = models.find(({ dependencies }) => dependencies.length === 0)!;
    expect(notEstimable.length).toBeLessThan(1024);
    expect(independent.total.lower).toBeLessThan(3000);
    expect(independent.total.upper).toBeGreaterThan(3000);
  });

  test('an empty overlap drops the models that cannot be estimated', () => {
    const found = logLinearCapture({ ...hepatitisA, '011': 0, '111': 0 });
    expect(found.notEstimable.length).toBeGreaterThan(0);
    expect(found.notEstimable).toContainEqual([[1, 2]]);
    expect(found.models.length).toBeGreaterThan(0);
  });

  test.each([
    [{ '11': 3 }, 'BAD_OPTION'],
    [{ '000': 3 }, 'BAD_OPTION'],
    [{ '111': 3, '11': 3 }, 'BAD_OPTION'],
    [{ '111': -3 }, 'NEGATIVE'],
    [{ '111': 0 }, 'EMPTY'],
  ] as [Record<string, number>, string][])('%j is refused', (histories, code) => {
    expect(() => logLinearCapture(histories)).toThrow(expect.objectContaining({ code }));
  });
});

describe('Chao', () => {
  test('closed form, and no less than what was seen', () => {
    expect(chaoLowerBound([187, 56, 28]).total.estimate).toBeCloseTo(271 + (187 * 186) / (2 * 57), 10);
    expect(chaoLowerBound([0, 5]).total).toEqual({ estimate: 5, lower: 5, upper: 5 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 5 }), (f) => {
        fc.pre(f.some((x) => x > 0));
        const { total, seen, standardError } = chaoLowerBound(f);
        expect(total.lower).toBeGreaterThanOrEqual(seen);
        expect(total.upper).toBeGreaterThanOrEqual(total.estimate);
        expect(standardError).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(() => chaoLowerBound([0, 0])).toThrow(expect.objectContaining({ code: 'EMPTY' }));
  });
});
