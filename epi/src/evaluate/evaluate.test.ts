import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectColumns } from '../detect/index.ts';
import { createRng } from '../random/index.ts';
import { windowSum } from '../rules/index.ts';
import { createSeries, type Series } from '../series/index.ts';
import { influenza1978, makeSchool, simulateSchool } from '../simulate/index.ts';
import {
  bestWithin,
  type Detector,
  evaluateDetector,
  type LabelledCase,
  labelEpidemic,
  operatingCharacteristic,
  outbreakOf,
} from './index.ts';

const atLeast =
  (threshold: number): Detector =>
  (series) => ({
    first: 0,
    alarm: Uint8Array.from(series.counts, (count) => (Number.isNaN(count) ? 2 : count >= threshold ? 1 : 0)),
  });
const labelled = (counts: (number | null)[], ...outbreaks: [number, number][]): LabelledCase => ({
  input: createSeries({ counts }),
  length: counts.length,
  outbreaks: outbreaks.map(([from, to]) => ({ from, to })),
});

describe('evaluation', () => {
  // Outbreak 1 at steps 3–6 is seen on its third day, outbreak 2 at 9–10 is missed; step 1 is a false alarm.
  const one = labelled([0, 5, 0, 1, 2, 5, 3, 0, 0, 1, 2, 0], [3, 6], [9, 10]);

  test('counts by hand', () => {
    const found = evaluateDetector([one], atLeast(5));
    expect(found).toMatchObject({
      outbreaks: 2,
      detected: 1,
      quietSteps: 6,
      falseAlarms: 1,
      falseAlarmRate: 1 / 6,
      timesToDetection: [2],
      medianTimeToDetection: 2,
      accumulatedDelay: 2 + 2,
      meanDelay: 2,
      timeliness: 0.25,
      undefinedSteps: 0,
    });
    expect(found.sensitivity.estimate).toBe(0.5);
    expect(found.specificity.estimate).toBeCloseTo(5 / 6, 12);
  });

  test("Wilson's limits for 8 of 10", () => {
    const cases = Array.from({ length: 10 }, (_, i) => labelled([i < 8 ? 5 : 0, 0], [0, 0]));
    const { sensitivity } = evaluateDetector(cases, atLeast(5));
    expect(sensitivity.lower).toBeCloseTo(0.4902, 4);
    expect(sensitivity.upper).toBeCloseTo(0.9433, 4);
  });

  test('start, grace and latest', () => {
    expect(evaluateDetector([one], atLeast(5), { from: 2 }).falseAlarms).toBe(0);
    expect(evaluateDetector([one], atLeast(5), { from: 4 }).outbreaks).toBe(1);
    expect(evaluateDetector([one], atLeast(5), { latest: 1 })).toMatchObject({
      detected: 0,
      accumulatedDelay: 6,
    });
    const tail = labelled([0, 5, 5, 5], [1, 1]);
    expect(evaluateDetector([tail], atLeast(5)).falseAlarms).toBe(2);
    expect(evaluateDetector([tail], atLeast(5), { grace: 1 }).falseAlarms).toBe(1);
  });

  test('gaps are undefined, neither quiet nor alarm', () => {
    expect(evaluateDetector([labelled([0, null, 9])], atLeast(5))).toMatchObject({
      quietSteps: 2,
      falseAlarms: 1,
      undefinedSteps: 1,
      outbreaks: 0,
    });
  });

  test('a lower threshold never misses more, nor alarms less', () => {
    const series = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 9 }), (counts, threshold) => {
        const cases = [labelled(counts, [2, 4], [7, 9])];
        const strict = evaluateDetector(cases, atLeast(threshold + 1));
        const lax = evaluateDetector(cases, atLeast(threshold));
        expect(lax.detected).toBeGreaterThanOrEqual(strict.detected);
        expect(lax.falseAlarms).toBeGreaterThanOrEqual(strict.falseAlarms);
        expect(lax.accumulatedDelay).toBeLessThanOrEqual(strict.accumulatedDelay);
        expect(lax.quietSteps + lax.undefinedSteps).toBe(6);
      }),
    );
  });

  test.each([
    [() => evaluateDetector([], atLeast(1)), 'EMPTY'],
    [() => evaluateDetector([labelled([1, 2], [1, 2])], atLeast(1)), 'OUT_OF_RANGE'],
    [() => evaluateDetector([labelled([1, 2, 3], [1, 2], [0, 0])], atLeast(1)), 'OUT_OF_RANGE'],
    [() => evaluateDetector([labelled([1])], atLeast(1), { grace: -1 }), 'BAD_OPTION'],
    [() => operatingCharacteristic([labelled([1])], atLeast, []), 'EMPTY'],
  ])('bad input %# is refused with %s', (call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });
});

describe('operating characteristic', () => {
  const cases = [labelled([0, 1, 0, 4, 6, 0, 2], [3, 4]), labelled([3, 0, 0, 0, 7, 7, 0], [4, 5])];
  const points = operatingCharacteristic(cases, atLeast, [1, 2, 3, 4, 5, 8]);

  test('runs from none to all', () => {
    expect(points.map(({ parameter }) => parameter)).toEqual([4, 5, 8, 3, 2, 1]);
    expect(points.map(({ detected }) => detected)).toEqual([2, 2, 0, 2, 2, 2]);
  });

  test('the best setting within a rate of false alarms', () => {
    expect(bestWithin(points, 0)!.parameter).toBe(4);
    expect(bestWithin(points.slice(3), 0)).toBeNull();
  });
});

test('a simulated school is labelled from its first to its last day with an ill pupil, in school days', () => {
  const school = makeSchool({ rng: createRng(1), classSizes: new Array(10).fill(40) });
  const epidemic = simulateSchool(school, influenza1978, {
    rng: createRng(3),
    days: 120,
    seeds: [{ day: 60, count: 4 }],
  });
  const outbreak = outbreakOf(epidemic)!;
  // Day 60 is a Friday, the 45th school day; the first symptoms take a day or two.
  expect(outbreak.from).toBeGreaterThanOrEqual(44);
  expect(outbreak.from).toBeLessThanOrEqual(48);
  const cases = [labelEpidemic(epidemic)];
  const c2 = (series: Series) => detectColumns(series, { method: 'ears-c2', minSigma: 1 });
  expect(evaluateDetector(cases, c2, { from: 12 })).toMatchObject({ outbreaks: 1, detected: 1 });
  const rule = (series: Series) =>
    windowSum(series, { days: 3, counting: 'observations', operator: '>=', threshold: 25 });
  expect(evaluateDetector(cases, rule, { from: 12 })).toMatchObject({ detected: 1, falseAlarms: 0 });
  expect(outbreakOf(epidemic, 10_000)).toBeNull();
});
