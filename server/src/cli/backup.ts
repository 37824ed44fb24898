import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { writeBackup } from '../kernel/backup/write.ts';
import { loadSecret } from '../kernel/secret.ts';
import { CliError, notWritten, withDatabase } from './environment.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'archive to write, for example lianfang-2026-11-21.zip')
    .description('write everything into one archive; the server may go on working')
    .option('--with-secret', 'put the key of the encrypted columns in too; guard the file like the key')
    .action(async (name: string, options: { withSecret?: boolean }) => {
      const file = resolve(name);
      if (existsSync(file)) throw new CliError(`${file} is there already. Choose another name.`);
      await withDatabase('backup', async ({ config, url }) => {
        const secret = options.withSecret ? await loadSecret(config.dataFolder, config.secret) : undefined;
        const manifest = await writeBackup({ url, file, secret }).catch(notWritten(file));
        const rows = manifest.tables.reduce((sum, t) => sum + t.rows, 0);
        console.log(`${file}: ${manifest.tables.length} tables, ${rows} rows.`);
        if (!secret) {
          console.log(
            `Keep the secret ${manifest.secretId ?? ''} apart from it: without it names of people remain readable, identity numbers and phones do not.`,
          );
        }
      });
    });
}
