import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { applyMigrations, knownMigrations } from '../migrate.ts';
import { connectOwner, prepareDatabase } from '../ownerConnection.ts';
import type { Archive } from './archive.ts';
import { listSchemas, listTables } from './catalogue.ts';

/** The database has people's data in it, and nobody said that it may go. */
export class NotEmpty extends Error {}

async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('org.unit') is not null and to_regclass('access.account') is not null as there`,
  );
  if (!rows[0]!.there) return true;
  const { rows: used } = await client.query(
    'select from org.unit union all select from access.account limit 1',
  );
  return used.length === 0;
}

/** Others of ours that are connected: a running server would write into what is being replaced. */
async function othersConnected(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct application_name as name from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()
       and application_name in ('lianfang', 'lianfang-events', 'lianfang-auth')`,
  );
  return rows.map((r) => r.name);
}

async function load(client: pg.Client, archive: Archive, onTable: (name: string, rows: number) => void) {
  const byName = new Map(archive.manifest.tables.map((t) => [t.name, t]));
  const tables = await listTables(client);
  await client.query(`truncate ${tables.map((t) => t.name).join(', ')} cascade`);
  for (const table of tables) {
    const backed = byName.get(table.name);
    if (!backed)
      throw new Error(`The backup has no table ${table.name}; it does not fit its own migrations.`);
    const columns = backed.columns.map((c) => `"${c}"`).join(', ');
    await client.query(`alter table ${table.name} disable trigger user`);
    const copy = client.query(copyFrom(`copy ${table.name} (${columns}) from stdin`));
    await pipeline(await archive.table(table.name), copy);
    await client.query(`alter table ${table.name} enable trigger user`);
    if (copy.rowCount !== backed.rows) {
      throw new Error(`${table.name}: ${copy.rowCount} rows came in, the backup says ${backed.rows}.`);
    }
    onTable(table.name, backed.rows);
  }
  for (const s of archive.manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [s.name, s.value, s.called]);
  }
}

export interface RestoreOptions {
  readonly url: string;
  readonly archive: Archive;
  /** Replace what is there. */
  readonly force: boolean;
  readonly onTable?: (name: string, rows: number) => void;
}

/**
 * Puts a backup into a database, in one transaction: everything of ours is dropped, the backup's own migrations are
 * applied, the rows copied in. Any failure leaves the database as it was. Later migrations are the caller's.
 * @throws NotEmpty without `force` where there are units or accounts
 */
export async function restoreBackup({ url, archive, force, onTable }: RestoreOptions): Promise<void> {
  const unknown = archive.manifest.migrations.filter((name) => !knownMigrations().includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `The backup is of a newer release (${unknown.join(', ')}). Restore it with that release.`,
    );
  }
  const client = await connectOwner(url, 'lianfang-restore');
  try {
    await prepareDatabase(client);
    if (!force && !(await isEmpty(client))) {
      throw new NotEmpty('This database has units and accounts. --force replaces them by the backup.');
    }
    if ((await othersConnected(client)).length > 0) {
      throw new Error('The platform is running on this database. Stop it first.');
    }
    await client.query('begin');
    const schemas = [...(await listSchemas(client)), 'pgboss'];
    await client.query(`drop schema if exists ${schemas.join(', ')} cascade`);
    await client.query('delete from public.lianfang_migration');
    await applyMigrations(client, archive.manifest.migrations);
    await load(client, archive, onTable ?? (() => {}));
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
