import { expect, test } from 'vitest';
import { dayLines, labelShifts, rateFloor } from './chartOptions.ts';

const days = [true, false, false, true, true, false].map((open, i) => ({ date: `2026-11-0${i + 1}`, open }));
const line = { name: 'x', values: [1, null, null, 2, 3, null] };

test('a gap stays a gap, lines are not joined across it, closed days are shaded', () => {
  const option = dayLines(
    days,
    days.map((d) => d.date),
    [line],
    '',
    '#eee',
    ['#111'],
  ) as { series: { data: (number | null)[]; connectNulls?: boolean }[] };
  expect(option.series[0]!.data).toEqual([null, 1, 1, null, null, 1]);
  expect(option.series[1]).toMatchObject({ data: line.values, connectNulls: false });
});

test('a rate axis begins at a round figure below the lowest point', () => {
  const floor = (...values: (number | null)[]) => rateFloor([{ name: 'x', values }]);
  expect([floor(98, 96.2), floor(90), floor(100), floor(0.4), floor(null)]).toEqual([90, 80, 90, 0, 90]);
});

test('names at the ends of two lines part where the lines meet, and stay above the axis', () => {
  const shifts = (a: (number | null)[], b: (number | null)[]) =>
    labelShifts(
      [
        { name: 'a', values: a },
        { name: 'b', values: b },
      ],
      0,
      100,
    );
  expect(shifts([50, 60], [60, 60])).toEqual([-8, 8]);
  expect(shifts([55], [60])).toEqual([8, -8]);
  expect(shifts([0], [3])).toEqual([0, -16]);
  expect(shifts([20], [80])).toEqual([0, 0]);
  // A day that is not known yet: the last known one is where the line ends.
  expect(shifts([60, null], [60, null])).toEqual([-8, 8]);
});
