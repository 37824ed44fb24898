import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import { dateOf } from '../kernel/clock.ts';
import { Problem } from '../kernel/problem.ts';
import { createAdministrator, endSetup } from '../modules/setup/index.ts';
import { CliError, withDatabase } from './environment.ts';

interface Options {
  readonly username: string;
  readonly name: string;
  readonly unit: string;
  readonly unitKind?: 'province' | 'city' | 'county' | 'school';
  readonly unitName?: string;
}

export function addCreateAdmin(program: Command): void {
  program
    .command('create-admin')
    .description(
      'make an administrator: on a fresh platform instead of the set-up page, later as a way back in',
    )
    .requiredOption('--username <name>', 'to sign in with: 3–40 letters, digits, . _ -')
    .requiredOption('--name <name>', 'full name')
    .requiredOption('--unit <code>', 'code of the unit the post is held at')
    .addOption(
      new Option('--unit-kind <kind>', 'make the unit if it is not there').choices([
        'province',
        'city',
        'county',
        'school',
        'kindergarten',
        'college',
        'institute',
        'enterprise',
        'organ',
      ]),
    )
    .option('--unit-name <name>', 'name of the unit to make')
    .addHelpText(
      'after',
      '\nThe password is read from LIANFANG_ADMIN_PASSWORD; without it one is made and printed once.\n',
    )
    .action(async (options: Options) => {
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/.test(options.username)) {
        throw new CliError('--username must be 3–40 letters, digits, dots, underscores or hyphens.');
      }
      if ((options.unitKind === undefined) !== (options.unitName === undefined)) {
        throw new CliError('--unit-kind and --unit-name go together.');
      }
      const given = process.env.LIANFANG_ADMIN_PASSWORD;
      const password = given ?? randomBytes(12).toString('base64url');
      const { unit: code, unitKind: kind, unitName: name } = options;
      await withDatabase('create-admin', async ({ db, clock }) => {
        const today = dateOf(clock).toString();
        await db
          .tx('*', async (tx) => {
            const unit = kind && name ? { code, kind, name } : { code };
            const by = `cli:${userInfo().username}`;
            await createAdministrator(tx, { ...options, password, unit, by }, today);
            await endSetup(tx);
          })
          .catch((error: unknown) => {
            throw error instanceof Problem ? new CliError(error.text('en')) : error;
          });
      });
      console.log(`${options.username} may sign in.${given ? '' : ` Password: ${password}`}`);
    });
}
