import { describe, expect, test } from 'vitest';
import { createSeries } from '../series/series.ts';
import { glr } from './glr.ts';

const means = (n: number, value: number): number[] => Array.from({ length: n }, () => value);

describe('a fall to nothing', () => {
  const counts = [5, 4, 6, 5, 0, 0, 0];
  const series = createSeries({ counts });
  const options = { method: 'glr', mean: means(7, 5), direction: 'decrease', limit: 8 } as const;

  test('is worth its whole expectation: each empty step adds the mean', () => {
    const { score, alarm } = glr(series, options);
    expect(score[4]).toBeCloseTo(5, 12);
    expect(score[5]).toBeCloseTo(10, 12);
    expect(Array.from(alarm)).toEqual([0, 0, 0, 0, 0, 1, 0]);
  });

  test('goes unseen in the package until a case comes, because κ̂ is −∞', () => {
    const nothing = createSeries({ counts: [0, 0, 0, 0] });
    const { score } = glr(nothing, { ...options, mean: means(4, 5), variant: 'package' });
    expect(Array.from(score)).toEqual([0, 0, 0, 0]);
  });
});

test('the count that would just alarm does, and one fewer does not', () => {
  const counts = [5, 7, 6, 8, 5];
  const options = { method: 'glr', mean: means(5, 5), limit: 4, alpha: 0.05 } as const;
  const { upper } = glr(createSeries({ counts }), { ...options, report: 'cases' });
  const needed = upper[4]!;
  const alarmAt = (last: number): number =>
    glr(createSeries({ counts: [...counts.slice(0, 4), last] }), options).alarm[4]!;
  expect(alarmAt(needed)).toBe(1);
  expect(alarmAt(needed - 1)).toBe(0);
});

test('a window forgets what lies before it', () => {
  const counts = [30, 5, 5, 5, 5, 5];
  const options = { method: 'glr', mean: means(6, 5), limit: 1000 } as const;
  const whole = glr(createSeries({ counts }), options).score[5]!;
  const recent = glr(createSeries({ counts }), { ...options, window: 2 }).score[5]!;
  expect(whole).toBeGreaterThan(3);
  expect(recent).toBe(0);
});
