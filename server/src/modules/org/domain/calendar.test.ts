import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { calendarOf, type OwnDay, type Term } from './calendar.ts';
import { isPublished, statutoryDay } from './statutory.ts';

const plain = calendarOf([], [], []);
const anyDate = fc
  .integer({ min: 0, max: 365 * 12 })
  .map((n) => Temporal.PlainDate.from('2020-01-01').add({ days: n }).toString());
const kinds = fc.constantFrom('school' as const, 'work' as const, 'daily' as const);

test('State Council arrangement of 2026: holidays closed, make-up Saturdays and Sundays open', () => {
  expect(isPublished(2026)).toBe(true);
  expect(plain.day('school', '2026-10-01')).toMatchObject({
    open: false,
    why: 'holiday',
    name: { zh: '国庆节' },
  });
  expect(plain.day('school', '2026-10-10')).toMatchObject({ open: true, why: 'make-up' }); // Saturday
  expect(plain.day('work', '2026-01-04')).toMatchObject({ open: true, why: 'make-up' }); // Sunday
  expect(plain.day('school', '2026-11-21')).toMatchObject({
    open: false,
    why: 'weekend',
    provisional: false,
  });
  expect(plain.isOpen('daily', '2026-10-01')).toBe(true);
});

test('a year not yet published has the 13 days of the law and says it is provisional', () => {
  expect(isPublished(2033)).toBe(false);
  const holidays = Array.from({ length: 365 }, (_, i) =>
    Temporal.PlainDate.from('2033-01-01').add({ days: i }).toString(),
  ).filter((d) => statutoryDay(d).kind === 'holiday');
  expect(holidays).toEqual([
    ...['2033-01-01', '2033-01-30', '2033-01-31', '2033-02-01', '2033-02-02', '2033-04-04'],
    ...['2033-05-01', '2033-05-02', '2033-06-01', '2033-09-08', '2033-10-01', '2033-10-02', '2033-10-03'],
  ]);
  expect(statutoryDay('2033-03-01').provisional).toBe(true);
});

test('n-th school day crosses the new year and the make-up Sunday of 2026-01-04', () => {
  expect(plain.nth('school', '2025-12-31', 1)).toBe('2026-01-04');
  expect(plain.nth('school', '2026-01-05', -2)).toBe('2025-12-31');
  expect(plain.nth('school', '2026-01-01', 0)).toBeNull();
});

const term = (unitId: string, name: string, first: string, last: string): Term => ({
  unitId,
  name,
  first,
  last,
});
const county = [
  term('C', '第一学期', '2026-08-31', '2027-01-22'),
  term('C', '第二学期', '2027-02-22', '2027-07-02'),
];

test('the nearest unit with terms in the school year decides it; no terms at all hide nothing', () => {
  const school = calendarOf(['S', 'C'], [], [term('S', '秋季', '2026-09-01', '2027-01-15'), ...county]);
  expect(school.day('school', '2027-01-18')).toMatchObject({ open: false, why: 'vacation' });
  expect(calendarOf(['S', 'C'], [], county).day('school', '2027-01-18')).toMatchObject({
    open: true,
    term: '第一学期',
  });
  expect(school.isOpen('work', '2027-01-18')).toBe(true);
  expect(calendarOf(['S', 'C'], [], county).isOpen('school', '2025-12-01')).toBe(true);
});

const own = (unitId: string, open: boolean, calendar: OwnDay['calendar'] = 'school'): OwnDay => ({
  unitId,
  calendar,
  date: '2026-11-18',
  open,
  reason: '停课',
});

test('own days: the main line before the territorial line, the nearest first, each calendar for itself', () => {
  const lineage = ['S', 'C', 'P', 'ST'];
  const of = (...days: OwnDay[]) => calendarOf(lineage, days, []).isOpen('school', '2026-11-18');
  expect(of(own('ST', false))).toBe(false);
  expect(of(own('ST', false), own('P', true))).toBe(true);
  expect(of(own('P', true), own('C', false), own('ST', true))).toBe(false);
  expect(of(own('X', false))).toBe(true);
  expect(calendarOf(lineage, [own('C', false, 'work')], []).isOpen('school', '2026-11-18')).toBe(true);
});

test('nth is the inverse of counting open days, for every calendar and year edge', () => {
  fc.assert(
    fc.property(kinds, anyDate, fc.integer({ min: 1, max: 40 }), (kind, date, n) => {
      const found = plain.nth(kind, date, n)!;
      expect(plain.isOpen(kind, found)).toBe(true);
      const after = Temporal.PlainDate.from(date).add({ days: 1 }).toString();
      expect(plain.openDays(kind, after, found)).toHaveLength(n);
      const last = plain.openDays(kind, after, found).at(-1);
      expect(last).toBe(found);
      expect(plain.nth(kind, Temporal.PlainDate.from(found).add({ days: 1 }).toString(), -n)! > date).toBe(
        true,
      );
    }),
    { numRuns: 150 },
  );
});

test('a statutory day is open on a weekend only as a make-up day, and closed on a weekday only as a holiday', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      const weekend = Temporal.PlainDate.from(date).dayOfWeek > 5;
      const day = statutoryDay(date);
      expect(day.work).toBe(day.kind === 'workday' || day.kind === 'make-up');
      if (day.kind === 'make-up') expect(weekend).toBe(true);
      if (weekend && day.work) expect(day.kind).toBe('make-up');
      if (!weekend && !day.work) expect(day.kind).toBe('holiday');
    }),
  );
});

test('an own day changes that date only', () => {
  fc.assert(
    fc.property(anyDate, anyDate, fc.boolean(), (date, other, open) => {
      const calendar = calendarOf(['S'], [{ ...own('S', open), date }], []);
      expect(calendar.isOpen('school', date)).toBe(open);
      if (other !== date) expect(calendar.isOpen('school', other)).toBe(plain.isOpen('school', other));
    }),
  );
});
