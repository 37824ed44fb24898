import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng, type Rng, randomNegativeBinomial, randomPoisson } from '../random/index.ts';
import {
  benjaminiHochberg,
  copiedRows,
  firstDigits,
  heaping,
  honestyText,
  lowVariance,
  terminalDigits,
  zeroRun,
} from './index.ts';

const poissons = (rng: Rng, n: number, mean: number) =>
  Array.from({ length: n }, () => randomPoisson(rng, mean));

/** Share of null data sets on which a test finds p ≤ level; must not exceed the level by more than chance. */
function falsePositives(level: number, runs: number, test: (rng: Rng) => number): number {
  const rng = createRng(31);
  let hits = 0;
  for (let i = 0; i < runs; i++) if (test(rng) <= level) hits++;
  return (hits / runs - level) / Math.sqrt((level * (1 - level)) / runs);
}

describe('runs of zeros', () => {
  test('twenty zeros where 8 cases were expected: exp(−8)', () => {
    const found = zeroRun(new Array(20).fill(0), new Array(20).fill(0.4))!;
    expect(found.p).toBeCloseTo(Math.exp(-8), 12);
    expect(found.effect).toBeCloseTo(8, 12);
    expect(found.reason).toMatchObject({ code: 'ZERO_RUN', params: { length: 20 } });
  });

  test('runs of fair coins: three heads in a row in four tosses have chance 3/16', () => {
    const half = new Array(4).fill(Math.LN2);
    expect(zeroRun([0, 0, 0, 2], half)!.p).toBeCloseTo(3 / 16, 12);
    expect(zeroRun([1, 0, 2, 3], half)!.p).toBeCloseTo(15 / 16, 12);
  });

  test('clustered counts make zeros less surprising; no zero, nothing to say', () => {
    const counts = new Array(10).fill(0);
    const expected = new Array(10).fill(1);
    expect(zeroRun(counts, expected, { size: 0.5 })!.p).toBeGreaterThan(zeroRun(counts, expected)!.p);
    expect(zeroRun([1, 2, 3], [1, 1, 1])).toBeNull();
  });

  test('does not cry wolf', () => {
    const rate = falsePositives(
      0.05,
      1500,
      (rng) => zeroRun(poissons(rng, 60, 0.8), new Array(60).fill(0.8))?.p ?? 1,
    );
    expect(rate).toBeLessThan(3);
  });
});

describe('digits', () => {
  test('figures rounded to tens are found, honest ones are not', () => {
    const honest = poissons(createRng(1), 300, 400);
    expect(terminalDigits(honest)!.p).toBeGreaterThan(0.01);
    const rounded = terminalDigits(honest.map((x) => Math.round(x / 10) * 10))!;
    expect(rounded.p).toBeLessThan(1e-100);
    expect(rounded.effect).toBeCloseTo(1, 6);
    expect(rounded.reason).toMatchObject({ params: { digit: 0, share: 1 } });
  });

  test('multiples of five: exact binomial tail', () => {
    const values = [...new Array(15).fill(10), ...new Array(15).fill(11)];
    const found = heaping(values)!;
    expect(found.effect).toBe(2.5);
    expect(found.p).toBeGreaterThan(1e-5);
    expect(found.p).toBeLessThan(1e-3);
    expect(heaping(new Array(30).fill(7))!.p).toBe(1);
  });

  test('neither cries wolf on smooth counts', () => {
    const draw = (rng: Rng) => Array.from({ length: 120 }, () => randomNegativeBinomial(rng, 40, 4));
    expect(falsePositives(0.05, 600, (rng) => terminalDigits(draw(rng))!.p)).toBeLessThan(3);
    expect(falsePositives(0.05, 600, (rng) => heaping(draw(rng))!.p)).toBeLessThan(3);
  });

  test("steady growth follows Benford's law, uniform digits do not", () => {
    const growth = Array.from({ length: 340 }, (_, i) => Math.round(1.05 ** (60 + i)));
    expect(firstDigits(growth)!.effect).toBeLessThan(0.01);
    expect(firstDigits(growth)!.p).toBeGreaterThan(0.5);
    const flat = Array.from({ length: 450 }, (_, i) => (1 + (i % 9)) * 10 ** (i % 4));
    expect(firstDigits(flat)!.p).toBeLessThan(1e-10);
  });

  test('where a test cannot tell it says nothing', () => {
    expect(terminalDigits(new Array(40).fill(17))).toBeNull();
    expect(terminalDigits(poissons(createRng(2), 200, 3))).toBeNull();
    expect(heaping([5, 10])).toBeNull();
    expect(firstDigits(poissons(createRng(3), 300, 40))).toBeNull();
  });
});

describe('too little variance', () => {
  test('figures that hardly move are found; Poisson figures are not', () => {
    const flat = Array.from({ length: 30 }, (_, i) => 20 + (i % 2));
    const found = lowVariance(flat, { rng: createRng(1) })!;
    expect(found.p).toBeLessThan(1e-12);
    expect(found.effect).toBeLessThan(0.05);
    expect(lowVariance(poissons(createRng(4), 30, 20), { rng: createRng(1) })!.p).toBeGreaterThan(0.01);
  });

  test('a weekly pattern that was expected is no scatter', () => {
    const levels = Array.from({ length: 25 }, (_, i) => 1 + (i % 5));
    const exact = levels.map((level) => level * 8);
    expect(lowVariance(exact, { rng: createRng(1), levels })!.effect).toBeCloseTo(0, 12);
  });

  test.each([1.2, 20])('p is uniform under the null, mean %d', (mean) => {
    for (const level of [0.05, 0.25, 0.5]) {
      const z = falsePositives(
        level,
        500,
        (rng) => lowVariance(poissons(rng, 40, mean), { rng, replicates: 199 })!.p,
      );
      expect(Math.abs(z)).toBeLessThan(4);
    }
  });

  test('too few figures say nothing', () => {
    expect(lowVariance([5, 5, 5], { rng: createRng(1) })).toBeNull();
    expect(lowVariance(new Array(30).fill(0), { rng: createRng(1) })).toBeNull();
  });
});

describe('copied rows', () => {
  test('a week handed in twice is found, weeks of zeros are not', () => {
    const rng = createRng(6);
    const table = Array.from({ length: 30 }, () => poissons(rng, 10, 6));
    table[17] = [...table[4]!];
    table.push(new Array(10).fill(0), new Array(10).fill(0));
    const found = copiedRows(table);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ rows: [4, 17], effect: 10 });
    expect(found[0]!.p).toBeLessThan(1e-4);
  });

  test('short rows of small counts agree by chance', () => {
    const table = [
      [1, 0, 1],
      [1, 0, 1],
      [0, 1, 1],
      [2, 0, 1],
    ];
    for (const { p } of copiedRows(table)) expect(p).toBeGreaterThan(0.2);
  });

  test('does not cry wolf', () => {
    const rate = falsePositives(0.05, 400, (rng) => {
      const table = Array.from({ length: 20 }, () => poissons(rng, 3, 2));
      return Math.min(1, ...copiedRows(table).map(({ p }) => p));
    });
    expect(rate).toBeLessThan(3);
  });
});

test('Benjamini–Hochberg: the worked example of the definition, monotone and never below p', () => {
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.5]);
  [0.04, 0.16 / 3, 0.16 / 3, 0.5].forEach((value, i) => {
    expect(adjusted[i]).toBeCloseTo(value, 12);
  });
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
      const adjusted = benjaminiHochberg(ps);
      ps.forEach((p, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p);
        ps.forEach((q, j) => {
          if (p <= q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]! + 1e-15);
        });
      });
    }),
  );
});

test('every reason has a sentence in both languages with its figures', () => {
  const rng = createRng(1);
  const rounded = poissons(rng, 300, 400).map((x) => Math.round(x / 10) * 10);
  const findings = [
    zeroRun(new Array(20).fill(0), new Array(20).fill(0.4))!,
    terminalDigits(rounded)!,
    heaping(rounded)!,
    lowVariance(new Array(30).fill(20), { rng })!,
    copiedRows([poissons(createRng(2), 20, 9), poissons(createRng(2), 20, 9), poissons(rng, 20, 9)])[0]!,
    firstDigits(Array.from({ length: 450 }, (_, i) => (1 + (i % 9)) * 10 ** (i % 4)))!,
  ];
  expect(new Set(findings.map(({ reason }) => reason.code)).size).toBe(6);
  for (const { reason } of findings) {
    expect(honestyText(reason, 'zh')).toMatch(/请核实/);
    expect(honestyText(reason, 'en')).toMatch(/check/);
  }
  expect(honestyText(findings[0]!.reason, 'zh')).toBe(
    '连续 20 次报零,而同期按同类单位水平应有约 8 例,请核实是否漏报。',
  );
  expect(honestyText(findings[4]!.reason, 'en')).toContain('Rows 1, 2 agree in all 20 figures');
});

test.each([
  [() => zeroRun([0, 1], [1]), 'LENGTH_MISMATCH'],
  [() => zeroRun([0, Number.NaN], [1, 1]), 'NOT_A_NUMBER'],
  [() => zeroRun([0], [1], { size: 0 }), 'BAD_OPTION'],
  [() => terminalDigits([1.5]), 'NOT_INTEGER'],
  [() => heaping([1], 1), 'BAD_OPTION'],
  [() => lowVariance([1, 2], { rng: createRng(1), levels: [0, 0] }), 'BAD_OPTION'],
  [() => lowVariance([1, -2], { rng: createRng(1) }), 'NEGATIVE'],
  [() => copiedRows([[1, 2], [1]]), 'LENGTH_MISMATCH'],
])('bad input %# is refused with %s', (call, code) => {
  expect(call).toThrow(expect.objectContaining({ code }));
});
