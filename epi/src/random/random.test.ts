import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aliasSampler,
  createRng,
  type Rng,
  randomBeta,
  randomBinomial,
  randomExponential,
  randomGamma,
  randomInteger,
  randomMultinomial,
  randomNegativeBinomial,
  randomNormal,
  randomPoisson,
  rngFromState,
  shuffle,
} from './index.ts';

const DRAWS = 40_000;

/** Sample mean and variance of `DRAWS` draws, in standard errors from the given ones (finite kurtosis assumed small). */
function moments(draw: (rng: Rng) => number, mean: number, variance: number) {
  const rng = createRng(20260901);
  const values = Float64Array.from({ length: DRAWS }, () => draw(rng));
  const m = values.reduce((a, b) => a + b, 0) / DRAWS;
  const squares = values.map((v) => (v - mean) ** 2);
  const v = squares.reduce((a, b) => a + b, 0) / DRAWS;
  const sdOfSquares = Math.sqrt(squares.reduce((a, b) => a + (b - v) ** 2, 0) / DRAWS);
  return {
    mean: (m - mean) / Math.sqrt(variance / DRAWS),
    variance: (v - variance) / (sdOfSquares / Math.sqrt(DRAWS)),
  };
}

describe('xoshiro128**', () => {
  test('gives the sequence of the reference implementation 1.1 from state 1, 2, 3, 4', () => {
    const rng = rngFromState([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => rng.uint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('same seed, same sequence; another seed or stream, another one', () => {
    const take = (rng: Rng) => Array.from({ length: 5 }, () => rng.uint32());
    expect(take(createRng(7))).toEqual(take(createRng(7)));
    const seen = [createRng(7), createRng(8), createRng(-7), createRng(7, 1), createRng(7 + 2 ** 32)].map(
      (rng) => take(rng).join(),
    );
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('a clone continues alike, a jump elsewhere', () => {
    const rng = createRng(1);
    rng.uint32();
    const copy = rng.clone();
    expect(copy.uint32()).toBe(rng.uint32());
    expect(copy.clone().jump().uint32()).not.toBe(copy.uint32());
  });

  test('rejects what is no seed', () => {
    for (const seed of [Number.NaN, 0.5, Infinity, 2 ** 53]) {
      expect(() => createRng(seed)).toThrow(expect.objectContaining({ name: 'EpiError' }));
    }
    expect(() => rngFromState([0, 0, 0, 0])).toThrow();
  });

  test('uniform numbers fill [0, 1) evenly', () => {
    const rng = createRng(3);
    const bins = new Float64Array(100);
    for (let i = 0; i < 100_000; i++) bins[Math.floor(rng.uniform() * 100)]!++;
    const chi2 = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // χ² with 99 degrees of freedom: the 0.01 % and 99.99 % points.
    expect(chi2).toBeGreaterThan(54.8);
    expect(chi2).toBeLessThan(161);
  });
});

describe('distributions have their mean and variance', () => {
  const cases: [string, (rng: Rng) => number, number, number][] = [
    ['normal', (r) => randomNormal(r, 3, 2), 3, 4],
    ['exponential', (r) => randomExponential(r, 2), 2, 4],
    ['gamma, shape 0.3', (r) => randomGamma(r, 0.3, 2), 0.6, 1.2],
    ['gamma, shape 7', (r) => randomGamma(r, 7, 0.5), 3.5, 1.75],
    ['beta', (r) => randomBeta(r, 2, 3), 0.4, 0.04],
    ['Poisson 0.5', (r) => randomPoisson(r, 0.5), 0.5, 0.5],
    ['Poisson 9.9', (r) => randomPoisson(r, 9.9), 9.9, 9.9],
    ['Poisson 10', (r) => randomPoisson(r, 10), 10, 10],
    ['Poisson 1e6', (r) => randomPoisson(r, 1e6), 1e6, 1e6],
    ['binomial, few', (r) => randomBinomial(r, 20, 0.1), 2, 1.8],
    ['binomial, many', (r) => randomBinomial(r, 400, 0.3), 120, 84],
    ['binomial, p above one half', (r) => randomBinomial(r, 400, 0.9), 360, 36],
    ['negative binomial', (r) => randomNegativeBinomial(r, 4, 2), 4, 12],
    ['integer', (r) => randomInteger(r, 6), 2.5, 35 / 12],
  ];
  test.each(cases)('%s', (_, draw, mean, variance) => {
    const z = moments(draw, mean, variance);
    expect(Math.abs(z.mean)).toBeLessThan(4);
    expect(Math.abs(z.variance)).toBeLessThan(4);
  });

  test('Poisson 25 follows its probabilities, not only its moments', () => {
    const rng = createRng(11);
    const counts = new Map<number, number>();
    for (let i = 0; i < DRAWS; i++) {
      const k = Math.min(40, Math.max(12, randomPoisson(rng, 25)));
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    let p = Math.exp(-25);
    const pmf = [p];
    for (let k = 1; k < 120; k++) {
      p *= 25 / k;
      pmf.push(p);
    }
    const cell = (k: number) => (k === 12 ? sum(pmf.slice(0, 13)) : k === 40 ? sum(pmf.slice(40)) : pmf[k]!);
    let chi2 = 0;
    for (let k = 12; k <= 40; k++) chi2 += ((counts.get(k) ?? 0) - DRAWS * cell(k)) ** 2 / (DRAWS * cell(k));
    expect(chi2).toBeLessThan(62); // 99.98 % point of χ² with 28 degrees of freedom
  });
});

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

describe('composites', () => {
  test('multinomial counts add up and spare zero weights', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc
          .array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 30 })
          .filter((w) => w.some((x) => x > 0)),
        fc.integer(),
        (n, weights, seed) => {
          const counts = randomMultinomial(createRng(seed), n, weights);
          expect(sum([...counts])).toBe(n);
          counts.forEach((count, i) => {
            if (weights[i] === 0) expect(count).toBe(0);
            expect(count).toBeGreaterThanOrEqual(0);
          });
        },
      ),
    );
  });

  test('the alias table draws in proportion and never a zero weight', () => {
    const weights = [0, 1, 2, 0, 7];
    const draw = aliasSampler(weights);
    const rng = createRng(5);
    const counts = new Float64Array(5);
    for (let i = 0; i < DRAWS; i++) counts[draw(rng)]!++;
    expect(counts[0]! + counts[3]!).toBe(0);
    for (const i of [1, 2, 4]) {
      const p = weights[i]! / 10;
      expect(Math.abs(counts[i]! - DRAWS * p) / Math.sqrt(DRAWS * p * (1 - p))).toBeLessThan(4);
    }
  });

  test('a shuffle is a permutation and every order is possible', () => {
    const rng = createRng(9);
    const orders = new Set(Array.from({ length: 500 }, () => shuffle(rng, [1, 2, 3]).join('')));
    expect([...orders].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
  });

  test.each([
    ['Poisson of NaN', (r: Rng) => randomPoisson(r, Number.NaN)],
    ['binomial with p > 1', (r: Rng) => randomBinomial(r, 5, 1.1)],
    ['gamma with shape 0', (r: Rng) => randomGamma(r, 0)],
    ['exponential with a negative mean', (r: Rng) => randomExponential(r, -1)],
    ['normal with a negative sd', (r: Rng) => randomNormal(r, 0, -1)],
    ['multinomial without weight', (r: Rng) => randomMultinomial(r, 3, [0, 0])],
    ['alias table without weight', () => aliasSampler([0])],
    ['an empty range', (r: Rng) => randomInteger(r, 0)],
  ])('%s is refused', (_, draw) => {
    expect(() => draw(createRng(1))).toThrow(expect.objectContaining({ name: 'EpiError' }));
  });
});
