import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import {
  type Register,
  type RegisterFormat,
  type RegisterKind,
  registerFormats,
  registerKinds,
} from '@lianfang/contract/healthRegister';
import { type Command, Option } from 'commander';
import { sql } from 'kysely';
import { audit } from '../kernel/audit.ts';
import { dateOf, isDate } from '../kernel/clock.ts';
import { columnCrypto } from '../kernel/crypto.ts';
import { Problem } from '../kernel/problem.ts';
import { checkSecret, loadSecret } from '../kernel/secret.ts';
import {
  buildRegister,
  Contacts,
  fileName,
  type RegisterUnit,
  registerCsv,
  registerXlsx,
} from '../modules/health/index.ts';
import { CliError, type Environment, notWritten, withDatabase } from './environment.ts';

interface Options {
  readonly register: RegisterKind;
  readonly unit: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: RegisterFormat;
  readonly output?: string;
  readonly contacts: 'masked' | 'full';
}

async function bytes(register: Register, format: RegisterFormat): Promise<Buffer> {
  if (format === 'xlsx') return registerXlsx(register);
  if (format === 'csv') return registerCsv(register);
  return Buffer.from(`${JSON.stringify(register, null, 2)}\n`);
}

/**
 * Whole numbers are opened with the secret of the data folder: whoever runs the command holds it, so no post is asked
 * for. The reading and whose numbers were seen are logged as they are over HTTP.
 */
async function contactsFor({ config, db }: Environment, options: Options): Promise<Contacts> {
  if (options.contacts === 'masked') return new Contacts(null);
  const secret = await loadSecret(config.dataFolder, config.secret);
  await checkSecret(db, secret);
  return new Contacts(columnCrypto(secret));
}

async function make(environment: Environment, options: Options): Promise<Register> {
  const { db, clock } = environment;
  const from = options.from ?? dateOf(clock).toString();
  const to = options.to ?? from;
  for (const date of [from, to]) {
    if (!isDate(date)) throw new CliError(`"${date}" is not a date: write YYYY-MM-DD.`);
  }
  const contacts = await contactsFor(environment, options);
  return db.tx('*', async (tx) => {
    const { rows } = await sql<RegisterUnit>`
      select u.id, u.name, u.area_id as "areaId",
        coalesce(u.school_id, case when k.role = 'group' then u.id end) as "receiverId"
      from org.unit u join org.unit_kind k on k.code = u.kind where u.code = ${options.unit}`.execute(tx);
    const unit = rows[0];
    if (!unit) throw new CliError(`There is no unit with the code "${options.unit}".`);
    const made = await buildRegister(tx, clock, options.register, unit, {
      ...{ from, to, named: true, mayReveal: false, contacts },
    });
    const detail = { register: options.register, from, to, format: options.format };
    const look = { actor: `cli:${userInfo().username}`, object: `unit:${unit.id}`, unitId: unit.id };
    await audit(tx, unit.areaId, [
      { ...look, verb: 'register.read', detail: { ...detail, rows: made.rows.length } },
      ...(contacts.revealed.length > 0
        ? [
            {
              ...look,
              verb: 'person.look',
              detail: { what: 'contact', ...detail, people: contacts.revealed },
            },
          ]
        : []),
    ]);
    return made;
  });
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description('write a formal register of a unit to a file')
    .addOption(
      new Option('--register <kind>', 'check: 晨午检记录表, absence: 因病缺课登记表, daily: 日汇总表')
        .choices(registerKinds)
        .makeOptionMandatory(),
    )
    .requiredOption('--unit <code>', 'code of the school, class or authority')
    .option('--from <date>', 'first day, YYYY-MM-DD (default: today)')
    .option('--to <date>', 'last day (default: the first day)')
    .addOption(new Option('--format <format>', 'kind of file').choices(registerFormats).default('xlsx'))
    .addOption(
      new Option('--contacts <how>', 'phone numbers: last four digits, or whole (each person is then logged)')
        .choices(['masked', 'full'])
        .default('masked'),
    )
    .option('--output <file>', 'file to write, - for standard output (default: unit, register and dates)')
    .action(async (options: Options) => {
      await withDatabase('export', async (environment) => {
        const register = await make(environment, options);
        const file = options.output ?? fileName(register, options.format);
        const content = await bytes(register, options.format);
        if (file === '-') process.stdout.write(content);
        else {
          await writeFile(file, content).catch(notWritten(file));
          console.log(`${register.title}: ${register.rows.length} rows, ${file}`);
        }
      }).catch((error: unknown) => {
        throw error instanceof Problem ? new CliError(error.text('en')) : error;
      });
    });
}
