import { expect, test } from 'vitest';
import { closedSpans, dayLines } from './chartOptions.ts';

const days = [true, false, false, true, true, false].map((open, i) => ({ date: `2026-11-0${i + 1}`, open }));

test('neighbouring closed days are one span', () => {
  expect(closedSpans(days)).toEqual([
    [1, 2],
    [5, 5],
  ]);
  expect(closedSpans([])).toEqual([]);
});

test('a gap stays a gap and lines are not joined across it', () => {
  const option = dayLines(
    days,
    days.map((d) => d.date),
    [{ name: 'x', values: [1, null, null, 2, 3, null] }],
    '',
    '#eee',
  ) as {
    series: { data: (number | null)[]; connectNulls: boolean }[];
  };
  expect(option.series[0]).toMatchObject({ data: [1, null, null, 2, 3, null], connectNulls: false });
});
