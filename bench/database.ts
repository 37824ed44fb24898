import { migrate } from '@lianfang/server/kernel/migrate';
import pg from 'pg';

/** A fresh, migrated database on the bench's server. */
export async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return url.href;
}

/** Lets checks be reported this far back: the parameter an administrator would set. */
export async function allowBackfill(url: string, days: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `insert into kernel.parameter (key, value, valid_from, source) values ('health.backfill-days', $1, '2020-01-01', 'bench')`,
    [JSON.stringify(days)],
  );
  await client.end();
}

/** Counts what these school days expect, as the platform has done by the time anybody reports; then analyses. */
export async function prepareDays(
  url: string,
  days: readonly string[],
  areas: readonly string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const day of days)
    await client.query(`select reporting.prepare($1::date, true, 'Asia/Shanghai', $2::bigint[])`, [
      day,
      areas,
    ]);
  await client.query('analyze');
  await client.end();
}
