import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cohenKappa, compareLists } from './index.ts';

describe("Cohen's κ", () => {
  test('diagnoses of 100 subjects by two raters: κ 0.68, standard error 0.088', () => {
    const { kappa, standardError, observedAgreement, expectedAgreement } = cohenKappa([
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ]);
    expect(observedAgreement).toBeCloseTo(0.89, 12);
    expect(expectedAgreement).toBeCloseTo(0.66, 12);
    expect(kappa.estimate).toBeCloseTo(0.23 / 0.34, 12);
    expect(standardError).toBeCloseTo(0.0877, 4);
  });

  test('50 grant proposals read twice, 20 and 15 agreed: κ 0.4', () => {
    expect(
      cohenKappa([
        [20, 5],
        [10, 15],
      ]).kappa.estimate,
    ).toBeCloseTo(0.4, 12);
  });

  test('is 1 on full agreement, 0 for independent raters, and blind to the order of categories and raters', () => {
    expect(
      cohenKappa([
        [7, 0],
        [0, 3],
      ]).kappa,
    ).toEqual({ estimate: 1, lower: 1, upper: 1 });
    expect(
      cohenKappa([
        [4, 8],
        [6, 12],
      ]).kappa.estimate,
    ).toBeCloseTo(0, 12);
    const cell = fc.integer({ min: 0, max: 60 });
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(table, (t) => {
        fc.pre(t.filter((row, i) => row.some((x) => x > 0) || t.some((r) => r[i]! > 0)).length > 1);
        const { kappa, standardError } = cohenKappa(t);
        const order = [2, 0, 1];
        const turned = cohenKappa(order.map((i) => order.map((j) => t[i]![j]!)));
        const swapped = cohenKappa(t.map((_, i) => t.map((row) => row[i]!)));
        for (const other of [turned, swapped]) {
          expect(other.kappa.estimate).toBeCloseTo(kappa.estimate, 9);
          expect(other.standardError).toBeCloseTo(standardError, 9);
        }
        const doubled = cohenKappa(t.map((row) => row.map((x) => 4 * x)));
        expect(doubled.standardError).toBeCloseTo(standardError / 2, 9);
      }),
    );
  });

  test('the standard error is that of the delta method, with the gradient of κ taken numerically', () => {
    const kappaOf = (p: number[][]) => {
      const rows = p.map((row) => row.reduce((a, b) => a + b, 0));
      const columns = p.map((_, j) => p.reduce((a, row) => a + row[j]!, 0));
      const expected = rows.reduce((a, row, i) => a + row * columns[i]!, 0);
      return (p.reduce((a, row, i) => a + row[i]!, 0) - expected) / (1 - expected);
    };
    const cell = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        (t) => {
          const n = t.flat().reduce((a, b) => a + b, 0);
          const p = t.map((row) => row.map((count) => count / n));
          const h = 1e-6;
          let first = 0;
          let second = 0;
          p.forEach((row, i) => {
            row.forEach((share, j) => {
              const moved = (by: number) =>
                kappaOf(p.map((r, a) => r.map((x, b) => (a === i && b === j ? x + by : x))));
              const gradient = (moved(h) - moved(-h)) / (2 * h);
              first += share * gradient;
              second += share * gradient ** 2;
            });
          });
          expect(cohenKappa(t).standardError).toBeCloseTo(Math.sqrt((second - first ** 2) / n), 6);
        },
      ),
    );
  });

  test.each([
    [
      [
        [5, 0],
        [0, 0],
      ],
      'MISSING_DATA',
    ],
    [
      [
        [0, 0],
        [0, 0],
      ],
      'EMPTY',
    ],
    [[[1, 2], [3]], 'LENGTH_MISMATCH'],
    [
      [
        [1, -2],
        [3, 1],
      ],
      'NEGATIVE',
    ],
  ])('%j is refused', (table, code) => {
    expect(() => cohenKappa(table)).toThrow(expect.objectContaining({ code }));
  });
});

describe('two lists', () => {
  test('are matched by id, repeats named and counted once', () => {
    const found = compareLists(['a', 'b', 'c', 'a'], ['b', 'c', 'd'], 20);
    expect(found).toMatchObject({
      both: 2,
      onlyFirst: 1,
      onlySecond: 1,
      ids: { both: ['b', 'c'], onlyFirst: ['a'], onlySecond: ['d'] },
      repeated: { first: ['a'], second: [] },
    });
    expect(found.positiveAgreement).toBeCloseTo(2 / 3, 12);
    expect(found.kappa!.kappa.estimate).toBeCloseTo(
      cohenKappa([
        [2, 1],
        [1, 16],
      ]).kappa.estimate,
      12,
    );
  });

  test('empty and identical lists', () => {
    expect(compareLists([], [], 5)).toMatchObject({ positiveAgreement: null, kappa: null });
    expect(compareLists(['a'], ['a'])).toMatchObject({ positiveAgreement: 1, kappa: null });
    expect(compareLists(['a'], ['a'], 5).kappa!.kappa.estimate).toBe(1);
    expect(() => compareLists(['a'], ['b'], 1)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });
});
