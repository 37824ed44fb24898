import { expect, test } from 'vitest';
import { estimateR } from './estimateR.ts';

const incidence = [5, 8, 6, 9, 7, 8, 9, 6, 7, 8, 9, 10, 8, 7, 6, 9, 8, 7, 9, 8];

test.each([
  [4, 0.3],
  [3, 0.3],
  [8, 0.3],
])('a window that ends on the day of a mean serial interval of %i days has no estimate', (mean, sd) => {
  const { estimates, interval } = estimateR(incidence, {
    serialInterval: { kind: 'gamma', mean, sd },
    windows: [
      { from: 1, to: mean - 1 },
      { from: 1, to: mean },
    ],
  });
  // The mean is a sum of rounded weights: it may fall on either side of the whole number.
  expect(interval!.mean).toBeCloseTo(mean, 11);
  expect(estimates[0]!.mean).toBeNull();
  expect(estimates[1]!.mean).toBeGreaterThan(0);
});
