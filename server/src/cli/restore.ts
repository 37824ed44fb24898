import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type Archive, openArchive } from '../kernel/backup/archive.ts';
import { restoreBackup } from '../kernel/backup/restore.ts';
import { type Config, readConfig } from '../kernel/config.ts';
import { holderOf } from '../kernel/dataLock.ts';
import { migrate } from '../kernel/migrate.ts';
import { loadSecret, SECRET_FILE, secretId } from '../kernel/secret.ts';
import { CliError, withDatabase } from './environment.ts';

/** The secret the restored data will be read with, checked before anything is touched. */
async function checkSecret(config: Config, archive: Archive): Promise<void> {
  const wanted = archive.manifest.secretId;
  if (wanted === null) return;
  const file = join(config.dataFolder, SECRET_FILE);
  if (config.secret === undefined && !existsSync(file)) {
    if (!archive.secret) {
      throw new CliError(
        `The backup's columns are encrypted with secret ${wanted}, which is not in it. Put the file "secret" of that ` +
          `platform into ${config.dataFolder}, or set LIANFANG_SECRET, and restore again.`,
      );
    }
    await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
    await writeFile(file, archive.secret, { mode: 0o600, flag: 'wx' });
  }
  const mine = secretId(await loadSecret(config.dataFolder, config.secret));
  if (mine !== wanted) {
    throw new CliError(
      `The backup's columns are encrypted with secret ${wanted}; here it is ${mine}. Restore into a fresh data folder, ` +
        'or put the right file "secret" in its place.',
    );
  }
}

export function addRestore(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'archive written by "lianfang backup"')
    .description('put a backup into the database, all of it or nothing; the server must be stopped')
    .option('--force', 'replace a database that has units or accounts')
    .action(async (name: string, options: { force?: boolean }) => {
      const archive = await openArchive(resolve(name));
      try {
        const config = readConfig(process.env);
        if ((await holderOf(config.dataFolder))?.command === 'start') {
          throw new CliError('The platform is running. Stop it first.');
        }
        console.log(`Checking ${name} of ${archive.manifest.createdAt} …`);
        await archive.verify();
        await checkSecret(config, archive);
        await withDatabase(
          'restore',
          async ({ url }) => {
            await restoreBackup({ url, archive, force: options.force ?? false });
            await migrate(url);
          },
          { anyVersion: true },
        );
        const rows = archive.manifest.tables.reduce((sum, t) => sum + t.rows, 0);
        console.log(`Restored ${archive.manifest.tables.length} tables, ${rows} rows.`);
      } finally {
        archive.close();
      }
    });
}
