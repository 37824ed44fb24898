import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { calendarOf } from '../org/index.ts';
import { expected, rulesInForce, type SlotRule, state } from './domain.ts';

const rule = (over: Partial<SlotRule> = {}): SlotRule => ({
  code: 'morning',
  unitId: null,
  subjectKind: 'class',
  opensAt: '06:30',
  dueAt: '08:30',
  schoolDueAt: '09:30',
  calendar: 'school',
  enabled: true,
  from: '2020-01-01',
  until: null,
  ...over,
});
const pupil = { unitId: '3', schoolId: '2', kind: 'class', lineage: ['3', '2', '1'] };
const zone = 'Asia/Shanghai';
const at = (s: string) => Temporal.Instant.from(s);
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

test('a deadline is a local clock time of the same date, also where clocks change (complaint 4)', () => {
  const due = (date: string, tz: string, dueAt = '08:30') =>
    expected(
      [pupil],
      [rule({ dueAt, calendar: 'daily' })],
      () => calendarOf(pupil.lineage, [], []),
      [],
      date,
      tz,
    )[0]!.dueAt.toString();
  expect(due('2026-11-18', zone)).toBe('2026-11-18T00:30:00Z');
  expect(due('2026-03-28', 'Europe/Berlin')).toBe('2026-03-28T07:30:00Z');
  expect(due('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T06:30:00Z');
});

test('the due minute itself is on time; one millisecond later is late, or missing', () => {
  const o = { dueAt: at('2026-11-18T00:30:00Z'), exempt: null };
  const sent = (s: string) => state(o, { outcome: 'zero', firstAt: at(s) }, at('2026-11-18T10:00:00Z'));
  expect(sent('2026-11-18T00:30:00Z')).toBe('zero');
  expect(sent('2026-11-18T00:30:00.001Z')).toBe('late');
  expect(state(o, null, at('2026-11-18T00:30:00Z'))).toBe('pending');
  expect(state(o, null, at('2026-11-18T00:30:00.001Z'))).toBe('missing');
});

test('a closed day excuses before an exemption does, each with its reason', () => {
  const own = [
    { unitId: '2', calendar: 'school' as const, date: '2026-11-18', open: false, reason: '运动会' },
  ];
  const exemptions = [{ unitId: '1', slot: null, reason: '停课', from: '2026-11-18', until: '2026-11-20' }];
  const of = (date: string) =>
    expected([pupil], [rule()], () => calendarOf(pupil.lineage, own, []), exemptions, date, zone)[0]!.exempt;
  expect(of('2026-11-18')).toEqual({ kind: 'closed', reason: '运动会' });
  expect(of('2026-11-19')).toEqual({ kind: 'exemption', reason: '停课' });
  expect(of('2026-11-20')).toBeNull();
  expect(of('2026-11-21')).toEqual({ kind: 'closed', reason: null });
});

test('the nearest unit replaces the whole set of a code', () => {
  const rules = [
    rule(),
    rule({ subjectKind: 'office' }),
    rule({ unitId: '1', dueAt: '08:00' }),
    rule({ unitId: '2', dueAt: '07:50', from: '2026-11-16' }),
    rule({ code: 'noon', unitId: '1', enabled: false }),
    rule({ code: 'noon' }),
  ];
  const due = (date: string) =>
    rulesInForce(pupil.lineage, rules, date).map((r) => `${r.code} ${r.subjectKind} ${r.dueAt}`);
  expect(due('2026-11-15')).toEqual(['morning class 08:00']);
  expect(due('2026-11-16')).toEqual(['morning class 07:50']);
  expect(rulesInForce(['9'], rules, '2026-11-16')).toHaveLength(3);
});

test('state is total, and only pending becomes missing with time', () => {
  fc.assert(
    fc.property(
      instant,
      instant,
      instant,
      fc.constantFrom<'data' | 'zero'>('data', 'zero'),
      fc.boolean(),
      (dueAt, firstAt, now, outcome, came) => {
        const o = { dueAt, exempt: null };
        const receipt = came ? { outcome, firstAt } : null;
        const here = state(o, receipt, now);
        const later = state(o, receipt, now.add({ hours: 48 }));
        if (came) expect(later).toBe(here);
        else expect(here === 'missing' ? later : 'missing').toBe('missing');
        expect(state({ dueAt, exempt: { kind: 'closed', reason: null } }, receipt, now)).toBe('exempt');
      },
    ),
  );
});
