import type { Command } from 'commander';
import { migrate } from '../kernel/migrate.ts';
import { withDatabase } from './environment.ts';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this release (start does it by itself)')
    .option('--dry-run', 'only list what would be applied')
    .action(async (options: { dryRun?: boolean }) => {
      await withDatabase(
        'migrate',
        async ({ url }) => {
          const { applied, pending } = await migrate(url, options);
          for (const name of [...applied, ...pending]) console.log(name);
          const count = applied.length + pending.length;
          console.log(
            count === 0 ? 'Nothing to do.' : options.dryRun ? `${count} to apply.` : `${count} applied.`,
          );
        },
        { anyVersion: true },
      );
    });
}
