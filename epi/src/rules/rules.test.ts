import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, parseDate } from '../series/index.ts';
import { type CaseEvent, evaluateRule, type WindowRule } from './index.ts';

/** The 2006 norm on reporting in schools, as the docs quote it: rules are data. */
const threeInOneDay: WindowRule = {
  id: '3-in-1-day',
  groupKinds: ['class', 'dormitory'],
  days: 1,
  counting: 'calendar',
  similarity: 'same-sign',
  operator: '>=',
  threshold: 3,
};
const fiveInThreeDays: WindowRule = { ...threeInOneDay, id: '5-in-3-days', days: 3, threshold: 5 };

const ill = (
  person: string,
  date: string,
  signs = ['fever'],
  groups: CaseEvent['groups'] = { class: '3-2' },
) => ({
  person,
  date,
  signs,
  groups,
});
const weekdaysOnly = (_: string, weekday: number) => weekday <= 5;

describe('one day is one local date', () => {
  test('three on one date are a hit, three over midnight are not', () => {
    const one = ['a', 'b', 'c'].map((p) => ill(p, '2026-03-02'));
    expect(evaluateRule(threeInOneDay, one)).toEqual([
      {
        rule: '3-in-1-day',
        groupKind: 'class',
        group: '3-2',
        sign: 'fever',
        from: '2026-03-02',
        to: '2026-03-02',
        value: 3,
        persons: ['a', 'b', 'c'],
        opens: true,
      },
    ]);
    const two = [...one.slice(0, 2), ill('c', '2026-03-03')];
    expect(evaluateRule(threeInOneDay, two)).toEqual([]);
  });

  test('the operator decides at the cut-off', () => {
    const three = ['a', 'b', 'c'].map((p) => ill(p, '2026-03-02'));
    expect(evaluateRule({ ...threeInOneDay, operator: '>' }, three)).toEqual([]);
  });

  test('a person reported twice is one person', () => {
    const twice = ['a', 'b', 'a'].map((p) => ill(p, '2026-03-02'));
    expect(evaluateRule(threeInOneDay, twice)).toEqual([]);
  });
});

describe('similar means a shared sign in the same group', () => {
  test('different signs do not add up, unless the rule takes any', () => {
    const mixed = [
      ill('a', '2026-03-02', ['fever']),
      ill('b', '2026-03-02', ['rash']),
      ill('c', '2026-03-02', ['rash']),
    ];
    expect(evaluateRule(threeInOneDay, mixed)).toEqual([]);
    expect(evaluateRule({ ...threeInOneDay, similarity: 'any' }, mixed)).toHaveLength(1);
  });

  test('a shared meal is a sign like any other', () => {
    const meal = ['vomiting', 'diarrhoea', 'fever'].map((s, i) =>
      ill(`p${i}`, '2026-03-02', [s, 'meal:lunch']),
    );
    expect(evaluateRule(threeInOneDay, meal).map(({ sign }) => sign)).toEqual(['meal:lunch']);
  });

  test('class and dormitory are counted each on its own', () => {
    const roommates = ['1', '2', '3'].map((c) =>
      ill(`p${c}`, '2026-03-02', ['fever'], { class: c, dormitory: 'B304' }),
    );
    expect(evaluateRule(threeInOneDay, roommates)).toMatchObject([{ groupKind: 'dormitory', group: 'B304' }]);
  });

  test('only listed signs count', () => {
    const coughs = ['a', 'b', 'c'].map((p) => ill(p, '2026-03-02', ['cough']));
    expect(evaluateRule({ ...threeInOneDay, signs: ['fever'] }, coughs)).toEqual([]);
    expect(evaluateRule({ ...threeInOneDay, signs: ['fever'], similarity: 'any' }, coughs)).toEqual([]);
  });
});

describe('three consecutive days', () => {
  // 2026-03-06 is a Friday.
  const overWeekend = [
    ill('a', '2026-03-06'),
    ill('b', '2026-03-06'),
    ill('c', '2026-03-09'),
    ill('d', '2026-03-09'),
    ill('e', '2026-03-10'),
  ];

  test('calendar days: the weekend breaks the window', () => {
    expect(evaluateRule(fiveInThreeDays, overWeekend)).toEqual([]);
  });

  test('school days: Friday, Monday, Tuesday are consecutive', () => {
    const rule: WindowRule = { ...fiveInThreeDays, counting: 'school' };
    expect(evaluateRule(rule, overWeekend, { isOpen: weekdaysOnly })).toMatchObject([
      { from: '2026-03-06', to: '2026-03-10', value: 5, opens: true },
    ]);
  });

  test('a case on Sunday belongs to Monday, or is left out', () => {
    const rule: WindowRule = { ...threeInOneDay, counting: 'school' };
    const cases = [ill('a', '2026-03-08'), ill('b', '2026-03-09'), ill('c', '2026-03-09')];
    const context = { isOpen: weekdaysOnly };
    expect(evaluateRule(rule, cases, context)).toMatchObject([
      { from: '2026-03-09', to: '2026-03-09', value: 3 },
    ]);
    expect(evaluateRule({ ...rule, closedDays: 'ignore' }, cases, context)).toEqual([]);
  });

  test('windows that overlap a hit do not open another duty', () => {
    const cases = [1, 2, 3, 4, 5, 6].map((i) =>
      ill(`p${i}`, formatDate(parseDate('2026-03-02') + Math.floor(i / 2))),
    );
    const later = [1, 2, 3, 4, 5].map((i) => ill(`q${i}`, '2026-03-20'));
    const hits = evaluateRule(fiveInThreeDays, [...cases, ...later]);
    expect(hits.map(({ to, opens }) => [to, opens])).toEqual([
      ['2026-03-04', true],
      ['2026-03-05', false],
      ['2026-03-20', true],
    ]);
  });
});

test('shares are of the group size, and validity bounds the window end', () => {
  const share: WindowRule = {
    ...threeInOneDay,
    measure: 'share',
    threshold: 0.3,
    similarity: 'any',
    groupKinds: ['class'],
  };
  const cases = Array.from({ length: 12 }, (_, i) => ill(`p${i}`, '2026-03-02'));
  expect(evaluateRule(share, cases, { groupSize: () => 40 })).toMatchObject([{ value: 0.3 }]);
  expect(evaluateRule(share, cases, { groupSize: () => 41 })).toEqual([]);
  expect(evaluateRule({ ...threeInOneDay, validFrom: '2026-03-03' }, cases)).toEqual([]);
  expect(evaluateRule({ ...threeInOneDay, validTo: '2026-03-02' }, cases)).toHaveLength(1);
});

test.each([
  [{ ...threeInOneDay, days: 0 }, {}, 'BAD_OPTION'],
  [{ ...threeInOneDay, groupKinds: [] }, {}, 'EMPTY'],
  [{ ...threeInOneDay, validFrom: '2026-02-30' }, {}, 'BAD_DATE'],
  [{ ...threeInOneDay, operator: '<' as '>' }, {}, 'BAD_OPTION'],
  [{ ...threeInOneDay, threshold: Number.NaN }, {}, 'BAD_OPTION'],
  [{ ...threeInOneDay, counting: 'school' as const }, {}, 'MISSING_DATA'],
  [{ ...threeInOneDay, counting: 'school' as const }, { isOpen: () => false }, 'MISSING_DATA'],
  [{ ...threeInOneDay, measure: 'share' as const, threshold: 0.5 }, {}, 'MISSING_DATA'],
])('an unfit rule %# is refused with %s', (rule, context, code) => {
  expect(() => evaluateRule(rule, [ill('a', '2026-03-02')], context)).toThrow(
    expect.objectContaining({ code }),
  );
});

test('a bad date names its row', () => {
  const events = [ill('a', '2026-03-02'), ill('b', '2026-3-2')];
  expect(() => evaluateRule(threeInOneDay, events)).toThrow(
    expect.objectContaining({ code: 'BAD_DATE', index: 1 }),
  );
});

describe('properties', () => {
  const events = fc.array(
    fc.record({
      person: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      date: fc.integer({ min: 20515, max: 20535 }).map(formatDate),
      signs: fc.subarray(['fever', 'rash']),
      groups: fc.record({ class: fc.constantFrom('1', '2') }),
    }),
    { maxLength: 30 },
  );
  const rule = (days: number, threshold: number): WindowRule => ({ ...fiveInThreeDays, days, threshold });
  const sizes = [fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })] as const;

  test('hits are exactly the windows that the definition names', () => {
    fc.assert(
      fc.property(events, ...sizes, (cases, days, threshold) => {
        const wanted: string[] = [];
        for (let end = 20515; end <= 20535; end++) {
          for (const group of ['1', '2']) {
            for (const sign of ['fever', 'rash']) {
              const similar = cases.filter((c) => c.groups.class === group && c.signs.includes(sign));
              const inside = similar.filter(
                (c) => parseDate(c.date) > end - days && parseDate(c.date) <= end,
              );
              const endsHere = inside.some((c) => parseDate(c.date) === end);
              if (endsHere && new Set(inside.map((c) => c.person)).size >= threshold) {
                wanted.push([formatDate(end), group, sign].join());
              }
            }
          }
        }
        const found = evaluateRule(rule(days, threshold), cases).map(({ to, group, sign }) =>
          [to, group, sign].join(),
        );
        expect(found).toEqual(wanted);
      }),
    );
  });

  test('more cases never silence a hit, order never matters, and where every day is open both counts agree', () => {
    fc.assert(
      fc.property(events, events, ...sizes, (cases, more, days, threshold) => {
        const r = rule(days, threshold);
        const key = (hits: ReturnType<typeof evaluateRule>) =>
          hits.map(({ to, group, sign }) => [to, group, sign].join());
        const now = evaluateRule(r, cases);
        expect(key(evaluateRule(r, [...cases, ...more]))).toEqual(expect.arrayContaining(key(now)));
        expect(evaluateRule(r, [...cases].reverse())).toEqual(now);
        expect(evaluateRule({ ...r, counting: 'school' }, cases, { isOpen: () => true })).toEqual(now);
      }),
    );
  });
});
