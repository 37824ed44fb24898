import type { CheckException } from '@lianfang/contract/health';
import type { Duty, DutySlot } from '@lianfang/contract/healthDuty';
import { expect, test } from 'vitest';
import type { OutboxItem } from '../../lib/outbox/db.ts';
import { uuid7 } from '../../lib/uuid7.ts';
import {
  checkFrom,
  countsOf,
  draftOf,
  dutyFor,
  mark,
  slotOf,
  slotState,
  step,
  withMeasured,
} from './model.ts';

const slot: DutySlot = {
  code: 'morning',
  nameZh: '晨检',
  nameEn: 'Morning check',
  opensAt: '06:30',
  dueAt: '08:30',
  state: 'pending',
};
const item = (more: Partial<OutboxItem> = {}): OutboxItem => ({
  seq: 1,
  id: 'a',
  accountId: 'me',
  body: {
    id: 'a',
    unit: '7',
    period: '2026-11-18',
    slot: 'morning',
    madeAt: '2026-11-18T07:00:00Z',
    exceptions: [{ personId: '1', kind: 'late' }],
  },
  state: 'queued',
  savedAt: 0,
  holdUntil: 0,
  attempts: 0,
  ...more,
});

test('marking keeps what the kind can have and nothing else', () => {
  const fever: CheckException = { personId: '1', kind: 'absent_ill', symptoms: ['fever'], temperature: 38.2 };
  const draft = mark(new Map(), '1', fever);
  expect(mark(draft, '1', { ...fever, kind: 'late' }).get('1')).toEqual({ personId: '1', kind: 'late' });
  expect(mark(draft, '1', undefined).size).toBe(0);
  expect(countsOf(draft.values(), 45)).toMatchObject({ absentIll: 1, well: 44 });
});

test('what this device made counts until the server shows it, a refusal does not', () => {
  const of = (i: OutboxItem, s = slot) => slotState(s, '7', '2026-11-18', [i]);
  expect(of(item()).current?.exceptions).toHaveLength(1);
  expect(of(item({ state: 'refused' })).current).toBeUndefined();
  expect(slotState(slot, '8', '2026-11-18', [item()]).mine).toBeUndefined();
  const current = {
    id: 'b',
    receivedAt: '2026-11-18T08:00:00Z',
    exceptions: [],
  } as unknown as NonNullable<DutySlot['current']>;
  const receipt = { receivedAt: '2026-11-18T07:00:00Z' } as OutboxItem['receipt'];
  expect(of(item({ state: 'sent', receipt: receipt! }), { ...slot, current }).current?.id).toBe('b');
});

test('a duty kept since yesterday gives roster and suggestions, not states', () => {
  const current = { id: 'b', exceptions: [{ personId: '1', kind: 'absent_ill', name: '甲' }] };
  const duty = {
    today: '2026-11-17',
    groups: [
      { slots: [{ ...slot, state: 'data', current }], suggestions: [], roster: [{ id: '1', name: '甲' }] },
    ],
  } as unknown as Duty;
  const [group] = dutyFor(duty, '2026-11-18').groups;
  expect(group!.slots[0]).toMatchObject({ state: 'pending' });
  expect(group!.slots[0]!.current).toBeUndefined();
  expect(group!.suggestions).toEqual([{ personId: '1', kind: 'absent_ill', period: '2026-11-17' }]);
});

test('the page begins with the first open slot nobody has reported', () => {
  const noon = { ...slot, code: 'noon', opensAt: '11:30' };
  const states = [{ slot }, { slot: noon }];
  expect(slotOf(states, '07:00')).toBe('morning');
  expect(slotOf(states, '05:00')).toBe('morning');
  expect(slotOf([{ slot, current: { id: 'x', exceptions: [] } }, { slot: noon }], '12:00')).toBe('noon');
});

test('measured temperatures over the cut-off count, at exactly the cut-off by its operator', () => {
  const celsius = new Map([
    ['1', 37.3],
    ['2', 37.4],
  ]);
  const counted = (operator: '>' | '>=') =>
    [...withMeasured(new Map(), celsius, { operator, celsius: 37.3 }).keys()].join();
  expect(counted('>')).toBe('2');
  expect(counted('>=')).toBe('1,2');
});

test('a correction carries its reason; ids sort by time; temperatures step by a tenth within reason', () => {
  const target = { id: 'n', unit: '7', period: '2026-11-18', slot: 'morning', madeAt: 'x', roster: 45 };
  expect(checkFrom(draftOf([]), { ...target, corrects: { id: 'o', reason: 'r' } })).toMatchObject({
    exceptions: [],
    corrects: 'o',
    reason: 'r',
  });
  expect(uuid7(1000) < uuid7(2000)).toBe(true);
  expect(uuid7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(step(38.2, 0.1)).toBe(38.3);
  expect(step(42, 0.1)).toBe(42);
});
