import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

/** The migrations of this release, in order. */
export const knownMigrations = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((f) => f.endsWith('.sql'))
    .sort();

/** What stands outside the migrations: the extension, the application's role, the list of what was applied. */
export async function prepareDatabase(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock(7316021)');
  await client.query(`create extension if not exists btree_gist;
    do $$ begin
      if not exists (select from pg_roles where rolname = 'lianfang_app') then
        create role lianfang_app nologin;
      end if;
    exception when duplicate_object then null;
    end $$;
    grant lianfang_app to current_user;
    create table if not exists public.lianfang_migration (name text primary key, applied_at timestamptz not null default now())`);
}

/** Runs these migrations in the caller's transaction. @throws Error naming the one that failed */
export async function applyMigrations(client: pg.ClientBase, names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await client.query(await readFile(join(FOLDER, name), 'utf8'));
      await client.query('insert into public.lianfang_migration (name) values ($1)', [name]);
    } catch (error) {
      throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
    }
  }
}

/**
 * Applies the numbered SQL files not yet applied, in order, each in its own transaction, as the owner of the
 * database. Refuses a database that knows migrations this code does not (it belongs to a newer release).
 * `dryRun` only lists what would be applied.
 */
export async function migrate(url: string, options: { dryRun?: boolean } = {}): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: url, application_name: 'lianfang-migrate' });
  await client.connect();
  try {
    await prepareDatabase(client);
    const { rows } = await client.query<{ name: string }>('select name from public.lianfang_migration');
    const done = new Set(rows.map((r) => r.name));
    const known = knownMigrations();
    const unknown = [...done].filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new Error(
        `This database is newer than the program: it has ${unknown.join(', ')}. Start the newer release.`,
      );
    }
    const pending = known.filter((name) => !done.has(name));
    if (options.dryRun) return { applied: [], pending };
    for (const name of pending) {
      await client.query('begin');
      try {
        await applyMigrations(client, [name]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    }
    return { applied: pending, pending: [] };
  } finally {
    await client.end();
  }
}
