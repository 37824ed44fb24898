import { expect, test } from 'vitest';
import { seasonalLevels } from './flexibleReference.ts';

const shape = (periods: number, emptyBlocks: 'none' | 'package' = 'none') =>
  ({ halfWindow: 3, periods, emptyBlocks }) as const;

test('blocks between windows are equal, the first ones a point longer', () => {
  const levels = Array.from(seasonalLevels([60, 8], 112, shape(10)));
  expect(levels.slice(5, 12)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  // 45 points between the windows, in nine blocks of five.
  expect(levels.slice(12, 57)).toEqual(Array.from({ length: 45 }, (_, i) => 1 + Math.floor(i / 5)));
  expect(levels.slice(57, 64)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  const uneven = Array.from(seasonalLevels([60, 8], 112, shape(5)));
  expect([1, 2, 3, 4].map((level) => uneven.slice(12, 57).filter((l) => l === level).length)).toEqual([
    12, 11, 11, 11,
  ]);
});

test('without a factor the points between windows are unused', () => {
  expect(
    Array.from(seasonalLevels([60, 8], 112, shape(1)))
      .slice(12, 57)
      .every((level) => level === -1),
  ).toBe(true);
});

test('blocks without a point: left out, or as the package has it', () => {
  // Monthly: five points between windows for nine blocks.
  expect(Array.from(seasonalLevels([24, 12], 36, shape(10))).slice(16, 21)).toEqual([1, 2, 3, 4, 5]);
  expect(Array.from(seasonalLevels([24, 12], 36, shape(10, 'package'))).slice(16, 23)).toEqual([
    1, 2, 3, 4, 9, 9, 0,
  ]);
});
