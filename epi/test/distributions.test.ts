import { expect, test } from 'vitest';
import {
  gammaQuantile,
  negativeBinomialQuantile,
  normalCdf,
  normalQuantile,
  poissonCdf,
  poissonQuantile,
} from '../src/index.ts';

test('tails far beyond 1e-16 keep their digits', () => {
  expect(normalCdf(-38)).toBeGreaterThan(2.8854e-316);
  expect(normalQuantile(1e-300)).toBeCloseTo(-37.0471, 4);
  expect(poissonCdf(0, 700) / Math.exp(-700)).toBeCloseTo(1, 12);
});

test('quantiles invert distribution functions for huge counts', () => {
  const q = poissonQuantile(1e-9, 1e9, true);
  expect(poissonCdf(q, 1e9, true)).toBeLessThanOrEqual(1e-9);
  expect(poissonCdf(q - 1, 1e9, true)).toBeGreaterThan(1e-9);
  expect(gammaQuantile(1e-20, 1e-3)).toBe(0);
});

test('quantiles beyond 2^53, where counts are no longer exact, end and agree with R', () => {
  // qpois and qnbinom of R 4.2.2.
  expect(poissonQuantile(0.95, 1e12 + 0.5)).toBe(1000001644854);
  expect(poissonQuantile(0.95, 1e16) / 10000000164485362).toBeCloseTo(1, 14);
  expect(poissonQuantile(0.995, 6.3828958722371534e134) / 6.3828958722371542e134).toBeCloseTo(1, 14);
  expect(negativeBinomialQuantile(0.95, 1e16, 0.5) / 10000000232617440).toBeCloseTo(1, 14);
  expect(negativeBinomialQuantile(0.999, 1e11, 0.01) / 9900097232173).toBeCloseTo(1, 13);
  expect(negativeBinomialQuantile(0.95, 2.5, 1e-6)).toBe(5535245);
});

test('a probability outside [0, 1] is a typed error', () => {
  expect(() => normalQuantile(1.5)).toThrow(expect.objectContaining({ code: 'BAD_OPTION', field: 'p' }));
});
