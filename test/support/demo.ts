import { ManualClock } from '@lianfang/server/kernel/clock';
import { columnCrypto } from '@lianfang/server/kernel/crypto';
import { connect } from '@lianfang/server/kernel/db';
import pg from 'pg';
import { inject } from 'vitest';
import { loadDemo } from '../../server/src/demo/load.ts';
import { clone, freshDatabase } from './database.ts';

const TEMPLATE = 'lianfang_demo';
/** When the demo county of the tests was loaded. */
export const DEMO_NOW = '2026-11-18T08:10:00+08:00';

/** Loads it into a fresh database; returns the database's name and the steps in the order in which they were told. */
async function load(): Promise<{ name: string; steps: readonly string[] }> {
  const url = await freshDatabase();
  const db = connect(url);
  const steps: string[] = [];
  await loadDemo({
    db,
    clock: new ManualClock('Asia/Shanghai', DEMO_NOW),
    crypto: columnCrypto(Buffer.alloc(32, 7)),
    onProgress: (step) => steps.at(-1) !== step && steps.push(step),
  });
  await db.close();
  return { name: new URL(url).pathname.slice(1), steps };
}

/** A database of this test file's own with the demo county in it: loaded once a run, then cloned. */
export async function demoDatabase(): Promise<{ url: string; steps: readonly string[] }> {
  const client = new pg.Client({ connectionString: inject('clusterUrl') });
  await client.connect();
  try {
    // Whoever comes second waits for the first. The lock goes with the connection.
    await client.query(`select pg_advisory_lock(hashtext('${TEMPLATE}'))`);
    const find = () =>
      client.query<{ steps: string }>(
        `select shobj_description(oid, 'pg_database') as steps from pg_database where datname = '${TEMPLATE}'`,
      );
    if ((await find()).rows.length === 0) {
      const { name, steps } = await load();
      await client.query(`comment on database ${name} is '${JSON.stringify(steps)}'`);
      await client.query(`alter database ${name} rename to ${TEMPLATE}`);
    }
    const steps = JSON.parse((await find()).rows[0]!.steps) as string[];
    return { url: await clone(TEMPLATE), steps };
  } finally {
    await client.end();
  }
}
