import { expect, test } from 'vitest';
import { createRng, randomNegativeBinomial } from '../random/index.ts';
import { estimateNegativeBinomialSize, maximumLikelihoodSize } from './negativeBinomialSize.ts';

// First two years of the series s2 of R surveillance (SurvStat@RKI): few cases, mostly zeros.
const SPARSE = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1, 1, 1, 0, 0, 0, 1, 1,
];

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

test('sparse counts hardly more even than Poisson end as Poisson, where the score has lost its sign', () => {
  // Σ[(y − 1/5)² − y] = −0.8 for 4 single cases in 20 weeks: the likelihood rises with the size for ever.
  const response = Float64Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? 1 : 0));
  const means = new Float64Array(20).fill(0.2);
  expect(maximumLikelihoodSize(response, means)).toBe(Infinity);
  expect(maximumLikelihoodSize(response, means, 5e6)).toBe(Infinity);
});

test('seasonal sparse counts settle', () => {
  const response = Float64Array.from(SPARSE);
  const n = response.length;
  const design = new Float64Array(3 * n).fill(1, 0, n);
  for (let i = 0; i < n; i++) {
    design[n + i] = Math.cos((2 * Math.PI * (i + 1)) / 52);
    design[2 * n + i] = Math.sin((2 * Math.PI * (i + 1)) / 52);
  }
  expect(estimateNegativeBinomialSize({ design, response }, 3).size).toBe(Infinity);
});
