import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aheadOf, type Clock, runningClock } from '../kernel/clock.ts';
import { type Config, readConfig, variables } from '../kernel/config.ts';
import { holderOf, lockFolder } from '../kernel/dataLock.ts';
import { assertUnprivileged, connect, type Database } from '../kernel/db.ts';
import { knownMigrations, migrate } from '../kernel/migrate.ts';
import { startPostgres } from '../kernel/postgres.ts';

/** A sentence for the person at the terminal; printed without a stack. Exit code 1. */
export class CliError extends Error {}

/** For a file that could not be made: says which, and why, in words. */
export const notWritten =
  (file: string) =>
  (error: NodeJS.ErrnoException): never => {
    const why: Readonly<Record<string, string>> = {
      ENOENT: 'its folder does not exist',
      ENOTDIR: 'its folder is a file',
      EACCES: 'this user may not write there',
      EROFS: 'the disk is read-only',
      ENOSPC: 'the disk is full',
      EISDIR: 'it is a folder',
    };
    const known = why[error.code ?? ''];
    if (known === undefined) throw error;
    throw new CliError(`${file} cannot be written: ${known}.`);
  };

/** What a command works on: the platform's database, whether the server runs or not. */
export interface Environment {
  readonly config: Config;
  /** Connection string of the owner. */
  readonly url: string;
  readonly db: Database;
  /** That of the running server, if one runs; else LIANFANG_CLOCK's, or the machine's. */
  readonly clock: Clock;
}

/** The table of variables for `--help`. */
export function variablesHelp(): string {
  const rows = Object.values(variables).map((v) => {
    const fallback = v.fallback === undefined ? '' : ` (default ${v.fallback})`;
    return `  ${v.name.padEnd(24)}${v.help}${fallback}`;
  });
  return `\nEnvironment:\n${rows.join('\n')}\n`;
}

async function urlAt(folder: string, port: number): Promise<string> {
  const password = (await readFile(join(folder, 'postgres.password'), 'utf8')).trim();
  return `postgres://lianfang:${password}@127.0.0.1:${port}/postgres`;
}

/** Finds the database: your own, that of the running server, or the embedded one started for the duration. */
async function open(config: Config, command: string): Promise<{ url: string; close: () => Promise<void> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: async () => {} };
  const holder = await holderOf(config.dataFolder);
  if (holder) {
    if (!holder.postgresPort) {
      throw new CliError(
        `"lianfang ${holder.command}" is just starting on ${config.dataFolder}. Try again in a moment.`,
      );
    }
    return { url: await urlAt(config.dataFolder, holder.postgresPort), close: async () => {} };
  }
  const lock = await lockFolder(config.dataFolder, command);
  try {
    const postgres = await startPostgres(config.dataFolder);
    await lock.update({ postgresPort: postgres.port });
    const close = async () => {
      await postgres.stop();
      await lock.release();
    };
    return { url: postgres.url, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Runs a command's work on the database and tidies up, on Ctrl-C too. Prepares a blank database; refuses one with
 * migrations to come, unless the command says that it copes.
 */
export async function withDatabase<T>(
  command: string,
  work: (environment: Environment) => Promise<T>,
  options: { anyVersion?: boolean } = {},
): Promise<T> {
  const config = readConfig(process.env);
  const aheadMs =
    (await holderOf(config.dataFolder))?.aheadMs ?? (config.clockStart ? aheadOf(config.clockStart) : 0);
  const { url, close } = await open(config, command);
  const db = connect(url, { max: 4, aheadMs });
  const interrupted = () => {
    console.error('\nStopping …');
    close().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    if (!options.anyVersion) {
      const { pending } = await migrate(url, { dryRun: true });
      // A blank database holds nothing that a running older release could still be using.
      if (pending.length === knownMigrations().length) {
        await migrate(url);
      } else if (pending.length > 0) {
        throw new CliError(
          `The database needs ${pending.length} migration(s) first: run "lianfang migrate".`,
        );
      }
      await assertUnprivileged(db);
    }
    return await work({ config, url, db, clock: runningClock(config.zone, aheadMs) });
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await db.close();
    await close();
  }
}
