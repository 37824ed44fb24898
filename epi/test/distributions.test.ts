import { expect, test } from 'vitest';
import { gammaQuantile, normalCdf, normalQuantile, poissonCdf, poissonQuantile } from '../src/index.ts';

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

test('a probability outside [0, 1] is a typed error', () => {
  expect(() => normalQuantile(1.5)).toThrow(expect.objectContaining({ code: 'BAD_OPTION', field: 'p' }));
});
