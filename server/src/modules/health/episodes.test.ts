import { expect, test } from 'vitest';
import { episodes } from './episodes.ts';

const ill = (personId: string, period: string, slot = 'morning') => ({ personId, unit: '7', period, slot });
/** First and last date of each absence. */
const spans = (found: ReturnType<typeof episodes>) => found.map((e) => [e.personId, e.firstOn, e.lastOn]);
const never = () => [];

test('a week-end does not end an absence; a check on which the person is well does', () => {
  const slots = [ill('1', '2026-11-23'), ill('1', '2026-11-20'), ill('1', '2026-11-20', 'noon')];
  expect(spans(episodes(slots, never, 4))).toEqual([['1', '2026-11-20', '2026-11-23']]);
  expect(spans(episodes(slots, () => ['2026-11-22'], 4))).toEqual([
    ['1', '2026-11-20', '2026-11-20'],
    ['1', '2026-11-23', '2026-11-23'],
  ]);
});

test('dates as far apart as the gap are one absence, a day further two', () => {
  const slots = [ill('1', '2026-11-20'), ill('1', '2026-11-24')];
  expect(episodes(slots, never, 4)).toHaveLength(1);
  expect(episodes(slots, never, 3)).toHaveLength(2);
});

test('what befalls two people on following days is two absences', () => {
  expect(spans(episodes([ill('2', '2026-11-19'), ill('1', '2026-11-18')], never, 4))).toEqual([
    ['1', '2026-11-18', '2026-11-18'],
    ['2', '2026-11-19', '2026-11-19'],
  ]);
});
