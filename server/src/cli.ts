import { Command } from 'commander';
import { addAudit } from './cli/audit.ts';
import { addBackup } from './cli/backup.ts';
import { addBuild } from './cli/build.ts';
import { addCreateAdmin } from './cli/createAdmin.ts';
import { addDemo } from './cli/demo.ts';
import { addExport } from './cli/export.ts';
import { addImport } from './cli/import.ts';
import { addMigrate } from './cli/migrate.ts';
import { addRestore } from './cli/restore.ts';
import { addStart } from './cli/start.ts';

const program = new Command('lianfang')
  .description('LianFang 联防: joint prevention and control in schools')
  .version('0.1.0')
  .showHelpAfterError('(lianfang --help lists the commands)');

const commands = [
  addStart,
  addMigrate,
  addCreateAdmin,
  addImport,
  addExport,
  addDemo,
  addAudit,
  addBackup,
  addRestore,
  addBuild,
];
for (const add of commands) add(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(process.env.LOG_LEVEL === 'debug' ? error : (error as Error).message);
  process.exit(1);
}
