import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyAudit } from '@lianfang/server/kernel/auditVerify';
import { connect } from '@lianfang/server/kernel/db';
import { createAccounts, createToken } from '@lianfang/server/modules/access/index';
import { createUnits } from '@lianfang/server/modules/org/index';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Platform, startPlatform } from '../support/platform.ts';
import { makeChecks, sendAll, type Tally } from './phones.ts';

/** Kills of the platform's process and of PostgreSQL, alternating (issue: 20). */
const KILLS = 20;
const CLASSES = 120;
const PHONES = 8;
/** The days before today, as far back as may be reported. */
const DATES = Array.from({ length: 7 }, (_, i) =>
  new Date(Date.now() - (i + 1) * 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }),
);

let folder: string;
let port: number;
let platform: Platform;
let units: readonly string[];
let headers: Record<string, string>;

const start = () =>
  startPlatform({ folder, keep: true, env: { PORT: String(port), LOG_LEVEL: 'warn' }, timeoutMs: 60_000 });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function databaseUrl(): Promise<string> {
  const { postgresPort } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as {
    postgresPort: number;
  };
  const password = (await readFile(join(folder, 'postgres.password'), 'utf8')).trim();
  return `postgres://lianfang:${password}@127.0.0.1:${postgresPort}/postgres`;
}

const postgresPid = async () =>
  Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianfang-resilience-'));
  port = await freePort();
  platform = await start();
  const db = connect(await databaseUrl(), { max: 2 });
  const openedOn = '2020-09-01';
  await db.tx('*', async (tx) => {
    const made = await createUnits(
      tx,
      [
        { code: 'C', kind: 'county', name: '青澜县', openedOn },
        { code: 'S', kind: 'school', name: '青澜县实验小学', parentCode: 'C', openedOn },
        ...Array.from({ length: CLASSES }, (_, i) => ({
          kind: 'class',
          name: `${i + 1}班`,
          parentCode: 'S',
          openedOn,
        })),
      ],
      openedOn,
    );
    units = made.slice(2).map((u) => u.id);
    const [accountId] = await createAccounts(tx, [
      {
        username: 'officer',
        name: '方梓波',
        password: 'maple-river-42',
        mustChangePassword: false,
        holdings: [{ postKind: 'health-officer', unitId: made[1]!.id, from: openedOn }],
      },
    ]);
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const { secret } = await createToken(tx, { accountId: accountId!, name: 'phone', expiresAt });
    headers = { authorization: `Bearer ${secret}` };
  });
  await db.close();
}, 120_000);

afterAll(async () => {
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function killPlatform(): Promise<void> {
  const gone = new Promise((done) => platform.process.once('exit', done));
  platform.process.kill('SIGKILL');
  await gone;
  platform = await start();
}

test(`kill -9 of the platform and of PostgreSQL, ${KILLS} times during load: every acknowledged check is there once`, async () => {
  const checks = makeChecks(units, DATES);
  const tally: Tally = { acknowledged: new Set(), refused: [], retries: 0 };
  const share = Math.floor(checks.length / KILLS);
  for (let kill = 0; kill < KILLS; kill++) {
    const last = kill === KILLS - 1;
    const part = checks.slice(kill * share, last ? undefined : (kill + 1) * share);
    const sending = sendAll(`http://127.0.0.1:${port}`, headers, part, PHONES, tally);
    // Somewhere in the middle of this part, at another moment each time.
    const before = tally.acknowledged.size + randomInt(5, Math.floor(share * 0.7));
    while (tally.acknowledged.size < before) await new Promise((done) => setTimeout(done, 2));
    if (kill % 2 === 0) await killPlatform();
    else process.kill(await postgresPid(), 'SIGKILL');
    await sending;
  }
  expect(tally.refused).toEqual([]);
  expect(tally.acknowledged.size).toBe(checks.length);
  expect(tally.retries).toBeGreaterThan(KILLS);

  const client = new pg.Client({ connectionString: await databaseUrl() });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select id from health.check_report order by id');
  expect(rows.map((r) => r.id)).toEqual([...tally.acknowledged].sort());
  const { rows: current } = await client.query(
    `select count(*)::int as n, count(distinct (unit_id, period, slot))::int as targets from health.check_current`,
  );
  expect(current[0]).toEqual({ n: checks.length, targets: checks.length });
  const { rows: wrong } = await client.query(`
    with sums as (select school_id, period, slot, count(*) as reported, sum(absent_ill) as ill
      from health.check_current group by 1, 2, 3)
    select * from sums full join health.school_day d using (school_id, period, slot)
    where (sums.reported, sums.ill) is distinct from (d.reported, d.absent_ill)`);
  expect(wrong).toEqual([]);
  const { rows: receipts } = await client.query('select count(*)::int as n from kernel.receipt');
  expect(receipts[0].n).toBe(checks.length);
  const { rows: durable } = await client.query('show fsync');
  expect(durable[0].fsync).toBe('on');
  expect((await verifyAudit(client)).faults).toEqual([]);
  await client.end();
}, 240_000);

test('an orderly stop under load: requests on their way are answered, and no fault is reported', async () => {
  const statuses: number[] = [];
  const phone = async () => {
    for (const check of makeChecks(units, DATES)) {
      const body = JSON.stringify(check);
      const sent = { ...headers, 'content-type': 'application/json' };
      const answer = await fetch(`http://127.0.0.1:${port}/api/checks`, {
        method: 'POST',
        headers: sent,
        body,
      }).catch(() => undefined);
      if (!answer) return; // nobody listens any more
      statuses.push(answer.status);
      await answer.arrayBuffer().catch(() => {});
    }
  };
  await killPlatform(); // its output begins anew
  const phones = Array.from({ length: PHONES }, phone);
  while (statuses.length < 200) await new Promise((done) => setTimeout(done, 5));
  const exited = once(platform.process, 'exit');
  platform.process.kill('SIGTERM');
  await exited;
  await Promise.all(phones);
  expect(platform.process.exitCode).toBe(0);
  // 503: came after the stop, on a connection that was still open.
  expect(statuses.filter((status) => status >= 500 && status !== 503)).toEqual([]);
  expect(
    platform
      .output()
      .split('\n')
      .filter((line) => /"level":[456]0/.test(line)),
  ).toEqual([]);
}, 120_000);
