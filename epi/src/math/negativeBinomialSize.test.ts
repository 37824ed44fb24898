import { expect, test } from 'vitest';
import { createRng, randomNegativeBinomial } from '../random/index.ts';
import { estimateNegativeBinomialSize } from './negativeBinomialSize.ts';

const intercept = (response: Float64Array) => ({
  design: new Float64Array(response.length).fill(1),
  response,
});

test('finds the size that the counts were drawn with', () => {
  const rng = createRng(7);
  const response = Float64Array.from({ length: 20_000 }, () => randomNegativeBinomial(rng, 12, 3));
  const { fit, size } = estimateNegativeBinomialSize(intercept(response), 1);
  expect(Math.exp(fit.coefficients[0]!)).toBeCloseTo(12, 0);
  expect(size).toBeGreaterThan(2.85);
  expect(size).toBeLessThan(3.15);
});

test('counts that vary less than Poisson are Poisson', () => {
  const response = Float64Array.from({ length: 60 }, (_, i) => 10 + (i % 3));
  const { fit, size } = estimateNegativeBinomialSize(intercept(response), 1);
  expect(size).toBe(Infinity);
  expect(Math.exp(fit.coefficients[0]!)).toBeCloseTo(11, 8);
});
