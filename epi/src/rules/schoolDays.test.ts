import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detect, toDetections } from '../detect/index.ts';
import { createSeries, formatDate, parseDate } from '../series/index.ts';
import { detectByWeekday, detectOnOpenDays, sameWeekday, selectDays, weekdayOf, windowSum } from './index.ts';

/** Daily series from Monday 2026-03-02; Saturdays and Sundays are 0. */
function calendarSeries(schoolDayCounts: number[]) {
  const first = parseDate('2026-03-02');
  const counts: number[] = [];
  for (let day = first; schoolDayCounts.length > 0; day++) {
    counts.push(weekdayOf(day) <= 5 ? schoolDayCounts.shift()! : 0);
  }
  return createSeries({ counts, dates: counts.map((_, i) => formatDate(first + i)) });
}
const weekdaysOnly = (_: string, weekday: number) => weekday <= 5;
const c2 = { method: 'ears-c2', minSigma: 0.5 } as const;

describe('school days', () => {
  test('closed days are gone, not zero', () => {
    const open = selectDays(calendarSeries([1, 2, 3, 4, 5, 6, 7]), weekdaysOnly);
    expect([...open.counts]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(formatDate(open.days![5]!)).toBe('2026-03-09');
  });

  test('a detector on school days equals the detector on the series without weekends, laid on the calendar', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 15, maxLength: 60 }), (counts) => {
        const calendar = calendarSeries([...counts]);
        const found = detectOnOpenDays(calendar, weekdaysOnly, (days) => detect(days, c2));
        const plain = detect({ counts }, c2);
        expect(found).toHaveLength(calendar.length);
        const judged = found.filter((detection) => detection !== null);
        expect(judged.map(({ alarm, upper }) => [alarm, upper])).toEqual(
          plain.map(({ alarm, upper }) => [alarm, upper]),
        );
        found.forEach((detection, i) => {
          if (detection) expect(detection).toMatchObject({ index: i, date: formatDate(calendar.days![i]!) });
          if (weekdayOf(calendar.days![i]!) > 5) expect(detection).toBeNull();
        });
      }),
    );
  });

  test('each weekday by itself: a busy Monday hides a bad Tuesday only from a baseline that mixes them', () => {
    const weeks = Array.from({ length: 14 }, (_, w) => [30 + (w % 3), 5 + (w % 2), 5, 6 - (w % 2), 5]).flat();
    weeks[66] = 15;
    const series = calendarSeries(weeks);
    const dates = (found: ReturnType<typeof detectByWeekday>) =>
      found.flatMap((detection) => (detection?.alarm ? [detection.date] : []));
    expect(dates(detectOnOpenDays(series, weekdaysOnly, (days) => detect(days, c2)))).toEqual([]);
    expect(dates(detectByWeekday(series, 12, (days) => detect(days, c2)))).toEqual(['2026-06-02']);
    expect([...sameWeekday(series, 1).counts].every((count) => count >= 30)).toBe(true);
  });

  test('needs dates, and an open day', () => {
    expect(() => selectDays(createSeries({ counts: [1] }), () => true)).toThrow(
      expect.objectContaining({ code: 'MISSING_DATA' }),
    );
    expect(() => selectDays(calendarSeries([1]), () => false)).toThrow(
      expect.objectContaining({ code: 'EMPTY' }),
    );
    expect(() => sameWeekday(calendarSeries([1]), 0)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION' }),
    );
  });
});

describe('window sum', () => {
  const rule = { days: 3, counting: 'observations', operator: '>=', threshold: 5 } as const;

  test('five in three days, at the cut-off and by either operator', () => {
    const series = createSeries({ counts: [2, 1, 1, 3, 0, 0, 0] });
    expect([...windowSum(series, rule).score]).toEqual([2, 3, 4, 5, 4, 3, 0]);
    expect([...windowSum(series, rule).alarm]).toEqual([0, 0, 0, 1, 0, 0, 0]);
    expect([...windowSum(series, { ...rule, operator: '>' }).alarm]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('a gap is unknown, unless the known days suffice', () => {
    const series = createSeries({ counts: [2, null, 2, 3, 0] });
    expect([...windowSum(series, rule).alarm]).toEqual([0, 2, 2, 1, 1]);
  });

  test('calendar windows look at dates', () => {
    const series = createSeries({ counts: [3, 3], dates: ['2026-03-06', '2026-03-09'] });
    expect([...windowSum(series, rule).alarm]).toEqual([0, 1]);
    expect([...windowSum(series, { ...rule, counting: 'calendar' }).alarm]).toEqual([0, 0]);
    expect([...windowSum(series, { ...rule, counting: 'calendar', days: 4 }).alarm]).toEqual([0, 1]);
  });

  test('upper is the largest count without an alarm', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 20 }),
        fc.constantFrom('>=' as const, '>' as const),
        fc.integer({ min: 1, max: 12 }),
        (counts, operator, threshold) => {
          const series = createSeries({ counts });
          for (const { index, upper, alarm } of toDetections(
            series,
            windowSum(series, { ...rule, operator, threshold }),
          )) {
            expect(alarm).toBe(counts[index]! > upper!);
          }
        },
      ),
    );
  });
});
