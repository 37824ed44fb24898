import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from './csv.ts';
import {
  addDays,
  formatChange,
  formatDate,
  formatDayMonth,
  formatInstant,
  formatNumber,
  formatRate,
  formatTime,
} from './format.ts';

describe('dates', () => {
  test('as offices write them', () => {
    expect(formatDate('2026-11-21', 'zh-CN')).toBe('2026年11月21日（周六）');
    expect(formatDate('2026-11-21', 'zh-TW')).toBe('2026年11月21日（週六）');
    expect(formatDate('2026-11-21', 'en')).toBe('21 Nov 2026');
    expect(formatDayMonth('2026-01-02', 'zh-CN')).toBe('1月2日');
    expect(formatDayMonth('2026-01-02', 'en')).toBe('2 Jan');
  });
  test('instants are local to the deployment, on a 24-hour clock', () => {
    expect(formatTime('2026-11-20T23:41:00Z', 'Asia/Shanghai')).toBe('07:41');
    expect(formatTime('2026-11-20T16:00:00Z', 'Asia/Shanghai')).toBe('00:00');
    expect(formatInstant('2026-11-20T23:41:00Z', 'Asia/Shanghai', 'zh-CN', '2026-11-21')).toBe('07:41');
    expect(formatInstant('2026-11-20T23:41:00Z', 'Asia/Shanghai', 'en', '2026-11-22')).toBe(
      '21 Nov 2026 07:41',
    );
  });
  test('days are added across months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});

describe('numbers', () => {
  test('grouped, signed', () => {
    expect(formatNumber(40213)).toBe('40,213');
    expect(formatChange(3)).toBe('+3');
    expect(formatChange(-2)).toBe('−2');
    expect(formatChange(0)).toBe('±0');
  });
  test('a rate says 100 % only of the whole, and 0 % only of nothing', () => {
    expect(formatRate(0, 0)).toBe('–');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(), (whole, n) => {
        const part = n % (whole + 1);
        expect(formatRate(part, whole) === '100.0%').toBe(part === whole);
        expect(formatRate(part, whole) === '0.0%').toBe(part === 0);
      }),
    );
  });
});

test('CSV quotes, marks formulas as text, leaves gaps empty', () => {
  expect(
    toCsv([
      ['班级', 'n'],
      ['=1+1', -2],
      ['a,"b"', null],
    ]),
  ).toBe('\ufeff班级,n\r\n\'=1+1,-2\r\n"a,""b""",\r\n');
});
