import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { connectOwner, prepareDatabase } from './ownerConnection.ts';

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
  const client = await connectOwner(url, 'lianfang-migrate');
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
