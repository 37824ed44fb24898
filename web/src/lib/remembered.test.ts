import type { SessionView } from '@lianfang/contract/access';
import { expect, test } from 'vitest';
import { asOfNow } from './remembered.ts';

const session = { today: '2026-11-30', zone: 'Asia/Shanghai' } as SessionView;
const at = (instant: string): number => Date.parse(instant);
const day = Math.floor(at('2026-11-30T00:00:00Z') / 86_400_000);

test('a session kept yesterday knows that it is today', () => {
  expect(asOfNow({ session, day }, at('2026-11-30T23:59:59Z')).today).toBe('2026-11-30');
  expect(asOfNow({ session, day }, at('2026-12-01T00:00:00Z')).today).toBe('2026-12-01');
  expect(asOfNow({ session, day }, at('2026-12-03T05:00:00Z')).today).toBe('2026-12-03');
});

test('a device clock set back does not move the date back', () => {
  expect(asOfNow({ session, day }, at('2026-11-01T00:00:00Z')).today).toBe('2026-11-30');
});
