import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detect } from '../detect/index.ts';
import { finalSize } from '../growth/index.ts';
import { createRng } from '../random/index.ts';
import {
  absenceSeries,
  type Disease,
  type Interventions,
  influenza1978,
  makeSchool,
  pointwiseBand,
  type SimulationOptions,
  simulateSchool,
} from './index.ts';

const daySchool = makeSchool({ rng: createRng(1), classSizes: new Array(12).fill(40) });
const mild: Disease = {
  ...influenza1978,
  transmission: { class: 1.2, dormitory: 0.4, household: 0.3, canteen: 0.6 },
};
const run = (options: Partial<SimulationOptions> = {}, disease: Disease = mild) =>
  simulateSchool(daySchool, disease, {
    rng: createRng(5),
    days: 60,
    seeds: [{ day: 0, count: 3 }],
    ...options,
  });

const total = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
/** Mean attack rate over seeds. */
function attackRate(interventions: Interventions, runs = 40): number {
  let infected = 0;
  for (let k = 0; k < runs; k++) infected += run({ rng: createRng(99, k), interventions }).infected;
  return infected / runs / daySchool.size;
}

describe('school', () => {
  test('every pupil has a class, and a dormitory or a household', () => {
    const school = makeSchool({
      rng: createRng(2),
      classSizes: [30, 31, 32],
      boardingShare: 0.5,
      dormitorySize: 6,
    });
    expect(school.size).toBe(93);
    school.dormitoryOf.forEach((dormitory, pupil) => {
      expect(dormitory >= 0).not.toBe(school.householdOf[pupil]! >= 0);
      expect(dormitory).toBeLessThan(school.dormitories);
      expect(school.householdOf[pupil]!).toBeLessThan(school.households);
    });
  });

  test.each([{ classSizes: [] }, { classSizes: [0] }, { classSizes: [9], boardingShare: 2 }])(
    '%j is refused',
    (o) => {
      expect(() => makeSchool({ rng: createRng(1), ...o })).toThrow(
        expect.objectContaining({ code: 'BAD_OPTION' }),
      );
    },
  );
});

describe('epidemic', () => {
  test('same seed, same epidemic; another seed, another one', () => {
    expect(run()).toEqual(run());
    expect(run({ rng: createRng(6) })).not.toEqual(run());
  });

  test('without transmission only the seeds are infected', () => {
    const none = { class: 0, dormitory: 0, household: 0, canteen: 0 };
    const { infected, newInfections } = run({}, { ...mild, transmission: none });
    expect(infected).toBe(3);
    expect(newInfections[0]).toBe(3);
  });

  test('books balance for any disease', () => {
    const rate = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        rate,
        rate,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (c, h, immune, seed) => {
          const transmission = { class: c, dormitory: 0, household: h, canteen: 0.1 };
          const epidemic = run(
            { rng: createRng(seed), days: 25 },
            { ...mild, transmission, immune, importRate: 0.001 },
          );
          expect(total(epidemic.newInfections)).toBe(epidemic.infected);
          expect(total(epidemic.newIll)).toBeLessThanOrEqual(epidemic.ill);
          expect(epidemic.ill).toBeLessThanOrEqual(epidemic.infected);
          expect(epidemic.infected).toBeLessThanOrEqual(Math.ceil((1 - immune) * daySchool.size));
          epidemic.dates.forEach((_, day) => {
            expect(total(epidemic.reportedNewByClass[day]!)).toBe(epidemic.reportedNew[day]!);
            expect(epidemic.reportedNew[day]!).toBeLessThanOrEqual(epidemic.reported[day]!);
            if (!epidemic.open[day]) expect(epidemic.reported[day]!).toBe(0);
          });
        },
      ),
      { numRuns: 20 },
    );
  });

  test('in one well-mixed group the attack rate is the final size of its R₀ = 2', () => {
    const school = makeSchool({ rng: createRng(3), classSizes: [1000] });
    const disease: Disease = {
      ...mild,
      transmission: { class: 1, dormitory: 0, household: 0, canteen: 0 },
      infectious: { mean: 2, sd: 2 },
      symptomatic: 0,
      asymptomaticInfectiousness: 1,
    };
    const rates: number[] = [];
    for (let k = 0; k < 12; k++) {
      const { infected } = simulateSchool(school, disease, {
        rng: createRng(7, k),
        days: 120,
        isOpen: () => true,
        seeds: [{ day: 0, count: 10 }],
        behaviour: { backgroundRate: 0 },
      });
      rates.push(infected / 1000);
    }
    expect(Math.abs(total(rates) / rates.length - finalSize(2))).toBeLessThan(0.02);
  });
});

describe('interventions', () => {
  const trigger = { days: 3, operator: '>=', threshold: 3 } as const;
  const free = attackRate({});

  test('excluding the ill, suspending classes and closing the school all cut the attack rate', () => {
    expect(free).toBeGreaterThan(0.3);
    expect(attackRate({ excludeIll: 0.9 })).toBeLessThan(free - 0.03);
    expect(attackRate({ suspendClass: { trigger, days: 7 } })).toBeLessThan(free - 0.05);
    expect(attackRate({ closeSchool: { trigger: { ...trigger, threshold: 12 }, days: 10 } })).toBeLessThan(
      free - 0.05,
    );
  });

  test('a suspended class sends no report and is back after n days', () => {
    const suspendClass = { trigger, days: 4 };
    const { suspendedPupils, classesReporting, open } = run({
      interventions: { suspendClass },
      behaviour: { missedReport: 0 },
    });
    expect(total(suspendedPupils)).toBeGreaterThan(0);
    open.forEach((isOpen, day) => {
      if (isOpen) expect(classesReporting[day]).toBe(12 - suspendedPupils[day]! / 40);
    });
  });

  test.each([
    [{ excludeIll: 1.5 }],
    [{ suspendClass: { trigger, days: 0 } }],
    [{ closeSchool: { trigger: { ...trigger, threshold: 0 }, days: 3 } }],
  ] as [Interventions][])('%j is refused', (interventions) => {
    expect(() => run({ interventions })).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
  });
});

describe('reports', () => {
  test('go straight into a detector: only school days, and the outbreak is seen', () => {
    const series = absenceSeries(run({ days: 90, seeds: [{ day: 50, count: 5 }] }, influenza1978));
    expect(series.length).toBe(65);
    const alarms = detect(series, { method: 'ears-c2', minSigma: 1 }).filter(({ alarm }) => alarm);
    expect(alarms.some(({ date }) => date! >= '2026-10-27' && date! <= '2026-11-10')).toBe(true);
  });

  test('a day on which no class reports is a gap, not zero', () => {
    const series = absenceSeries(run({ behaviour: { missedReport: 1 } }));
    expect([...series.counts].every(Number.isNaN)).toBe(true);
  });

  test('without the disease, Mondays carry more and the mean is the rate', () => {
    const series = absenceSeries(
      run({
        days: 700,
        seeds: [],
        behaviour: {
          backgroundRate: 0.01,
          reportProbability: 1,
          missedReport: 0,
          weekday: [2, 1, 1, 1, 1, 1, 1],
        },
      }),
    );
    const onWeekday = (weekday: number) =>
      Array.from(series.counts).filter((_, i) => (series.days![i]! + 3) % 7 === weekday - 1);
    const mean = (values: number[]) => total(values) / values.length;
    expect(Math.abs(mean(onWeekday(3)) / (0.01 * 480) - 1)).toBeLessThan(0.1);
    expect(mean(onWeekday(1)) / mean(onWeekday(3))).toBeGreaterThan(1.6);
  });

  test.each([
    [{ behaviour: { reportProbability: 2 } }, 'BAD_OPTION'],
    [{ behaviour: { backgroundRate: Number.NaN } }, 'NOT_A_NUMBER'],
    [{ behaviour: { weekday: [1] } }, 'BAD_OPTION'],
    [{ days: 0 }, 'BAD_OPTION'],
    [{ start: '2026-02-30' }, 'BAD_DATE'],
  ])('%j is refused with %s', (options, code) => {
    expect(() => run(options)).toThrow(expect.objectContaining({ code }));
  });

  test('bands: quantiles at each time', () => {
    const runs = Array.from({ length: 101 }, (_, i) => [i, 2 * i]);
    expect(pointwiseBand(runs)).toEqual({ lower: [5, 10], median: [50, 100], upper: [95, 190] });
    expect(() => pointwiseBand([])).toThrow(expect.objectContaining({ code: 'EMPTY' }));
  });
});
