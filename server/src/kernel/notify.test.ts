import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import type { Channel } from './channel.ts';
import { ManualClock } from './clock.ts';
import { connect, type Database } from './db.ts';
import { deliverNotices, notify } from './notify.ts';

let db: Database;
const clock = new ManualClock('Asia/Shanghai', '2026-11-18T08:30:00+08:00');
beforeAll(async () => {
  db = connect(await freshDatabase());
});
afterAll(() => db.close());

const rows = async () =>
  (
    await db.tx('*', (tx) =>
      sql<{ account_id: string; channel: string; delivery: string; delivery_error: string | null }>`
        select account_id, channel, delivery, delivery_error from kernel.notification order by account_id, channel`.execute(
        tx,
      ),
    )
  ).rows.map((r) => `${r.account_id} ${r.channel} ${r.delivery} ${r.delivery_error ?? '-'}`);

test('the inbox has it at once; a channel that fails is tried again, then says so (complaint 17)', async () => {
  const sent: string[] = [];
  const paper: Channel = {
    name: 'paper',
    deliver: async (n) => {
      if (n.accountId === 'b') throw new Error('号码为空');
      sent.push(n.accountId);
    },
  };
  const services = { db, clock, channels: [paper] };
  const of = (accountId: string) => ({ accountId, kind: 'reminder', params: {}, link: '/x' });
  await db.tx('*', (tx) => notify(tx, services, [of('a'), of('b')]));
  expect(await rows()).toEqual([
    'a in-app delivered -',
    'a paper pending -',
    'b in-app delivered -',
    'b paper pending -',
  ]);
  await deliverNotices(services);
  await deliverNotices(services);
  expect(sent).toEqual(['a']);
  expect((await rows())[3]).toBe('b paper pending 号码为空');
  for (let hour = 9; hour < 20; hour += 2) {
    clock.set(`2026-11-18T${String(hour).padStart(2, '0')}:00:00+08:00`);
    await deliverNotices(services);
  }
  expect(await rows()).toEqual([
    'a in-app delivered -',
    'a paper delivered -',
    'b in-app delivered -',
    'b paper failed 号码为空',
  ]);
});
