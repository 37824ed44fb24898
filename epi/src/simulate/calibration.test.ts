import { expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import {
  boardingBehaviour1978,
  boardingSchool1978,
  influenza1978,
  pointwiseBand,
  simulateSchool,
} from './index.ts';

/** Boys confined to bed each day from 22 January 1978, 763 in the school, 512 ill in all (BMJ 1978;1:587). */
const inBed = [3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4];

test('the 1978 boarding-school epidemic lies inside the pointwise 90 % band of the simulation', () => {
  const school = boardingSchool1978(createRng(1));
  const runs: Int32Array[] = [];
  const ill: number[] = [];
  for (let k = 0; k < 300; k++) {
    const epidemic = simulateSchool(school, influenza1978, {
      rng: createRng(1978, k),
      days: 40,
      isOpen: () => true,
      behaviour: boardingBehaviour1978,
    });
    // The record begins with three boys in bed; runs that die out never come to be recorded.
    const start = epidemic.absentIll.findIndex((count) => count >= 3);
    if (start < 0 || start > 25 || epidemic.ill < 100) continue;
    runs.push(epidemic.absentIll.slice(start, start + inBed.length));
    ill.push(epidemic.ill);
  }
  expect(runs.length).toBeGreaterThan(200);
  const { lower, median, upper } = pointwiseBand(runs, 0.9);
  inBed.forEach((count, day) => {
    expect(count, `day ${day}`).toBeGreaterThanOrEqual(lower[day]!);
    expect(count, `day ${day}`).toBeLessThanOrEqual(upper[day]!);
  });
  // A wide band alone would prove little: the middle of it must look like the epidemic too.
  const peak = Math.max(...median);
  expect(Math.abs(peak / 298 - 1)).toBeLessThan(0.15);
  expect(Math.abs(median.indexOf(peak) - 5)).toBeLessThanOrEqual(1);
  ill.sort((a, b) => a - b);
  expect(Math.abs(ill[ill.length >> 1]! / 512 - 1)).toBeLessThan(0.05);
});
