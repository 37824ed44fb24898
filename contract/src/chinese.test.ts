import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullWidth } from './chinese.ts';

test('beside Chinese a mark is full-width, in numbers and codes it stays', () => {
  expect(fullWidth('填写有误,请改正')).toBe('填写有误\uff0c请改正');
  expect(fullWidth('已完成 {{percent}}%,约剩 {{seconds}} 秒')).toBe(
    '已完成 {{percent}}%\uff0c约剩 {{seconds}} 秒',
  );
  expect(fullWidth('单位:{{unit}}')).toBe('单位\uff1a{{unit}}');
  expect(fullWidth('截至 07:41,共 1,024 人')).toBe('截至 07:41\uff0c共 1,024 人');
  expect(fullWidth('Sign in, then read (twice).')).toBe('Sign in, then read (twice).');
});

test('brackets go in pairs', () => {
  expect(fullWidth('校长(园长)')).toBe('校长\uff08园长\uff09');
  expect(fullWidth('无法识别(状态 {{status}})。')).toBe('无法识别\uff08状态 {{status}}\uff09。');
  expect(fullWidth('用验证器(如 FreeOTP)扫描')).toBe('用验证器\uff08如 FreeOTP\uff09扫描');
  expect(fullWidth('f(x) = y')).toBe('f(x) = y');
});

test('it changes only width, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'县校,:;?!()a1 {}。') }), (text) => {
      const once = fullWidth(text);
      expect(fullWidth(once)).toBe(once);
      expect(once.normalize('NFKC')).toBe(text.normalize('NFKC'));
    }),
  );
});
