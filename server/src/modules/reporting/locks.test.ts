import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../../test/support/app.ts';
import { insertReceipts } from '../../../../test/support/receipt.ts';
import { makeWorld, type World } from '../../../../test/support/world.ts';
import { makeReady } from '../insight/ready.ts';
import { prepare } from './prepare.ts';

const DAY = '2026-11-11';
let t: TestApp;
let w: World;
let reader: pg.Client;
let writer: pg.Client;

let watcher: pg.Client;

beforeAll(async () => {
  t = await testApp({ now: '2026-11-12T12:00:00+08:00' });
  w = await makeWorld(t.db);
  [reader, writer, watcher] = [0, 1, 2].map(() => new pg.Client({ connectionString: t.url })) as [
    pg.Client,
    pg.Client,
    pg.Client,
  ];
  await Promise.all([reader, writer, watcher].map((c) => c.connect()));
});
afterAll(async () => {
  await Promise.all([reader, writer, watcher].map((c) => c.end()));
  await t.close();
});
beforeEach(async () => {
  await reader.query('delete from kernel.receipt; delete from reporting.day; delete from insight.area_known');
});
afterEach(async () => {
  await reader.query('rollback');
  await writer.query('rollback');
});

const receipt = (unit: string, outcome = 'zero') =>
  insertReceipts(`select area_id, id as unit_id, school_id, lineage from org.unit where id = ${w.id(unit)}`, {
    period: `'${DAY}'::date`,
    slot: `'morning'`,
    outcome: `'${outcome}'`,
    firstAt: `'${DAY}T00:10:00Z'`,
  });
const compute = `select reporting.prepare('${DAY}', true, 'Asia/Shanghai', array[${'$1'}]::bigint[])`;
const counts = async () =>
  (
    await reader.query(
      `select sum(data)::int as data, sum(zero)::int as zero from reporting.tally where period = $1 and slot = 'morning'`,
      [DAY],
    )
  ).rows[0];

/** Begins what has to wait for a lock and returns once it does. */
async function waiting(client: pg.Client, text: string): Promise<{ answer: Promise<unknown> }> {
  const pid = (await client.query('select pg_backend_pid() as pid')).rows[0].pid;
  const answer = client.query(text);
  await expect
    .poll(async () => {
      const { rows } = await watcher.query('select wait_event_type from pg_stat_activity where pid = $1', [
        pid,
      ]);
      return rows[0].wait_event_type;
    })
    .toBe('Lock');
  return { answer };
}

test('checks do not wait while it is worked out what a day expects', async () => {
  await reader.query('begin');
  await reader.query('select reporting.hold_rules($1)', [[w.id('CA')]]);
  await writer.query(`set local lock_timeout = '2s'; ${receipt('S1-G1-1')}`);
  await reader.query(compute, [w.id('CA')]);
  await reader.query('commit');
  expect(await counts()).toEqual({ data: 0, zero: 1 });
});

test('nor behind a reader who waits for a change of units or slots', async () => {
  await reader.query('begin');
  await reader.query('select reporting.forget($1, null, null)', [[w.id('CA')]]);
  const read = prepare(t, null, [DAY]); // waits two seconds for the change, then shows what there is
  await expect
    .poll(
      async () =>
        (await reader.query(`select from pg_locks where locktype = 'advisory' and not granted`)).rowCount,
    )
    .toBe(1);
  await writer.query(`set local lock_timeout = '1s'; ${receipt('S1-G1-1')}`);
  await read;
  await reader.query('commit');
  await prepare(t, null, [DAY]);
  expect(await counts()).toEqual({ data: 0, zero: 1 });
});

test('what comes while a day is being counted is counted once, corrections with it', async () => {
  await writer.query(receipt('S1-G1-1'));
  await reader.query('begin');
  await reader.query(compute, [w.id('CA')]);
  const second = await waiting(writer, receipt('S1-G1-2'));
  await reader.query('commit');
  await second.answer;
  expect(await counts()).toEqual({ data: 0, zero: 2 });

  await reader.query('delete from reporting.day');
  await reader.query('begin');
  await reader.query(compute, [w.id('CA')]);
  const correction = await waiting(
    writer,
    `update health.check_current set outcome = 'data' where unit_id = ${w.id('S1-G1-1')} and period = '${DAY}'`,
  );
  await reader.query('commit');
  await correction.answer;
  await prepare(t, null, [DAY]);
  expect(await counts()).toEqual({ data: 1, zero: 1 });
});

test('what comes while a finished day is added up is in the next sum', async () => {
  const kept = async () => {
    await makeReady(t, w.id('CA'), [DAY], [DAY]);
    const { rows } = await reader.query(
      `select zero from insight.area_day where period = $1 and slot = 'morning' and area_id = $2`,
      [DAY, w.id('CA')],
    );
    return rows[0].zero;
  };
  expect(await kept()).toBe(0);
  await reader.query('delete from insight.area_known');
  await reader.query('begin');
  await reader.query('select insight.refresh($1, array[$2]::bigint[])', [DAY, w.id('CA')]);
  const late = await waiting(writer, receipt('S1-G1-1'));
  await reader.query('commit');
  await late.answer;
  expect(await kept()).toBe(1);
});

test('counts are found by their key, also by a session that knew the table empty', async () => {
  await reader.query('truncate reporting.tally; analyze reporting.tally');
  for (let i = 0; i < 8; i++) {
    await writer.query(receipt('S1-G1-1'));
    await reader.query('delete from kernel.receipt');
  }
  await t.db.tx('*', (tx) =>
    sql`select reporting.prepare(d::date, true, 'Asia/Shanghai', array[${w.id('CA')}]::bigint[])
      from generate_series(${DAY}::date - 30, ${DAY}::date, '1 day') d`.execute(tx),
  );
  const { rows } = await reader.query('select count(*)::int as n from reporting.tally');
  expect(rows[0].n).toBeGreaterThan(100);
  const fetched = async () =>
    (
      await writer.query(`select coalesce(sum(idx_tup_fetch + seq_tup_read), 0)::int as n
      from pg_stat_xact_user_tables where schemaname = 'reporting' and relname = 'tally'`)
    ).rows[0].n;
  await writer.query('begin');
  await writer.query(receipt('S1-G1-1'));
  expect(await fetched()).toBeLessThan(5);
  await writer.query('commit');
  expect(await counts()).toEqual({ data: 0, zero: 1 });
});
