import { expect, test } from 'vitest';
import { checkAmount, checkCount, checkLevel, checkPositive, checkSameLength, checkWhole } from './checks.ts';

test.each([
  [() => checkAmount(Number.NaN, 'rate'), { code: 'NOT_A_NUMBER', field: 'rate', index: undefined }],
  [() => checkAmount(Infinity, 'rate'), { code: 'NOT_FINITE' }],
  [() => checkAmount(-1, 'rate', 2), { code: 'NEGATIVE', field: 'rate', index: 2 }],
  [() => checkCount(1.5, 'cases'), { code: 'NOT_INTEGER' }],
  [() => checkPositive(0, 'scale'), { code: 'BAD_OPTION', field: 'scale' }],
  [() => checkWhole(5, 'days', 1, 4), { code: 'BAD_OPTION', field: 'days' }],
  [() => checkLevel(1, 'alpha'), { code: 'BAD_OPTION', field: 'alpha' }],
  [() => checkSameLength(2, 3, 'dates', 'counts'), { code: 'LENGTH_MISMATCH', field: 'dates' }],
])('check %# throws what it promises', (check, expected) => {
  expect(check).toThrow(expect.objectContaining(expected));
});

test('good values pass through unchanged', () => {
  expect([checkAmount(0, 'a'), checkCount(3, 'b'), checkPositive(0.5, 'c'), checkLevel(0.5, 'd')]).toEqual([
    0, 3, 0.5, 0.5,
  ]);
});
