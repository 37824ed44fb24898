import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
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
    const files = (await readdir(FOLDER)).filter((f) => f.endsWith('.sql')).sort();
    const done = new Set(
      (await client.query<{ name: string }>('select name from public.lianfang_migration')).rows.map(
        (r) => r.name,
      ),
    );
    const unknown = [...done].filter((name) => !files.includes(name));
    if (unknown.length > 0) {
      throw new Error(
        `This database is newer than the program: it has ${unknown.join(', ')}. Start the newer release.`,
      );
    }
    const pending = files.filter((f) => !done.has(f));
    if (options.dryRun) return { applied: [], pending };
    for (const file of pending) {
      await client.query('begin');
      try {
        await client.query(await readFile(`${FOLDER}/${file}`, 'utf8'));
        await client.query('insert into public.lianfang_migration (name) values ($1)', [file]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`Migration ${file} failed: ${(error as Error).message}`, { cause: error });
      }
    }
    return { applied: pending, pending: [] };
  } finally {
    await client.end();
  }
}
