import { Command } from 'commander';
import { addAudit } from './audit.ts';
import { addBackup } from './backup.ts';
import { addBuild } from './build.ts';
import { addCreateAdmin } from './createAdmin.ts';
import { addDemo } from './demo.ts';
import { addExport } from './export.ts';
import { addImport } from './import.ts';
import { addMigrate } from './migrate.ts';
import { addRestore } from './restore.ts';
import { addStart } from './start.ts';

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

/** Commands that need no database, or explain the variables themselves. */
const APART = ['start', 'build'];

/** Says at a wrong option where the right ones are, and which variables count for a command on the database. */
function explain(command: Command, path: string): void {
  command.showHelpAfterError(`(${path} --help explains it)`);
  for (const below of command.commands) explain(below, `${path} ${below.name()}`);
  if (command.commands.length > 0 || APART.includes(command.name())) return;
  command.addHelpText(
    'after',
    '\nWorks on the database of LIANFANG_DATA or DATABASE_URL; "lianfang start --help" explains each variable.\n',
  );
}

/** The whole command line. */
export function makeProgram(): Command {
  const program = new Command('lianfang')
    .description('LianFang 联防: joint prevention and control in schools')
    .version('0.1.0')
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 refused or failed, and why on standard error ("import --help" has its own)\n',
    );
  for (const add of commands) add(program);
  explain(program, 'lianfang');
  return program;
}
