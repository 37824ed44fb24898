import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { ImportMode } from '@lianfang/contract/people.import';
import { type Command, Option } from 'commander';
import { audit } from '../kernel/audit.ts';
import { dateOf } from '../kernel/clock.ts';
import { type ColumnCrypto, columnCrypto } from '../kernel/crypto.ts';
import { Isolate } from '../kernel/isolate.ts';
import { type Lang, Problem } from '../kernel/problem.ts';
import { checkSecret, loadSecret } from '../kernel/secret.ts';
import {
  type Applied,
  applyImport,
  checkImport,
  type FileReport,
  fileReport,
  type ImportJob,
  kindOf,
  makeErrorSheet,
  type Place,
  READ_LIMITS,
  type Report,
  readPlaceByCode,
  refusedReport,
  reportLines,
  sha256,
} from '../modules/people/index.ts';
import { type Environment, withDatabase } from './environment.ts';
import { bytesOf, type Given, spreadsheetsIn } from './spreadsheets.ts';

const HELP = `
Reads .xlsx, .xls, .ods, .csv and .tsv as schools have them (a folder: every list in it) and prints, for each file, the rows accepted and every row
rejected with row, column, reason and remedy. The same file twice changes nothing.

  --mode all    (default) one rejected row and nothing of that file is written
  --mode good   the good rows are written, the others reported
  --unit CODE   the unit the list belongs to, where the file names no school (a school, a class, for units the one above; a
                calendar is always one unit's)

Exit codes: 0 every row accepted · 1 rows were rejected · 2 a file was refused, or the command is wrong · 3 it failed

--json prints one object:
  {"kind", "mode", "dryRun", "ok", "files": [{"file", "state": "applied|checked|rejected|refused",
   "refusal": null | {"code", "message"}, "format", "encoding", "sheets": [...], "newClasses": [...],
   "counts": {"rows", "accepted", "new", "changed", "unchanged", "moved", "returned", "rejected"},
   "accepted": [{"sheet", "row", "action"}],
   "rejected": [{"sheet", "row", "column", "heading", "value", "code", "reason", "remedy", "problems": [...]}]}]}
or, where the command as a whole could not run, {"ok": false, "error": {"code", "message"}}

Examples:
  lianfang import --kind units units.xlsx
  lianfang import --kind calendar --unit 3199000001 calendar.xlsx
  lianfang import --kind pupils --unit 3199000001 --mode good class*.xls --json
`;

interface Options {
  readonly kind: string;
  readonly unit?: string;
  readonly mode: ImportMode;
  readonly dryRun?: boolean;
  readonly createClasses?: boolean;
  readonly json?: boolean;
  readonly errors?: string;
  readonly lang: Lang;
}

interface Workshop {
  readonly environment: Environment;
  readonly crypto: ColumnCrypto;
  readonly given: Place | null;
  readonly today: string;
  readonly now: string;
  readonly thread: Isolate;
}

async function runFile(file: string, options: Options, shop: Workshop): Promise<FileReport> {
  const { environment, crypto, given, today, now, thread } = shop;
  const job: ImportJob = {
    id: randomUUID(),
    kind: kindOf(options.kind)!,
    bytes: await bytesOf(file),
    fileName: basename(file),
    given,
    choices: { createClasses: options.createClasses ?? false },
    scope: '*',
    accountId: `cli:${userInfo().username}`,
    today,
    now,
    thread,
  };
  const done: Applied = options.dryRun
    ? { outcome: await checkImport(environment.db, crypto, job), applied: false, calendar: null }
    : await applyImport(environment.db, crypto, job, options.mode, {
        undoable: false,
        progress: async (n, total) => {
          if (process.stderr.isTTY)
            process.stderr.write(`\r${job.fileName} ${n}/${total}${n === total ? '\n' : ''}`);
        },
        record: async (tx, { outcome, applied, calendar }) => {
          if (!applied) return;
          const detail = {
            kind: job.kind,
            file: job.fileName,
            sha256: sha256(job.bytes).toString('hex'),
            counts: outcome.counts,
            ...(calendar && { calendar }),
          };
          const areas = outcome.areas.length > 0 ? outcome.areas : [given?.areaId ?? '0'];
          for (const area of areas) {
            await audit(tx, area, [
              {
                actor: job.accountId,
                verb: 'import.apply',
                object: `import:${job.id}`,
                unitId: given?.id ?? null,
                detail,
              },
            ]);
          }
        },
      });
  const { outcome } = done;
  if (options.errors && outcome.rejected.length > 0) {
    const name = `${job.fileName.replace(/\.[^.]*$/, '')}.rejected.xlsx`;
    await writeFile(join(options.errors, name), await makeErrorSheet(job, outcome, options.lang));
  }
  return fileReport(
    file,
    options.dryRun ? 'checked' : done.applied ? 'applied' : 'rejected',
    outcome,
    options.lang,
  );
}

/** Before anything is written: the error sheets come last. */
async function assertFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) throw new Problem('people.import-no-folder', { path });
}

/** A file that is no such list is a report too: the others go on. */
async function reportOn(given: Given, options: Options, shop: Workshop): Promise<FileReport> {
  try {
    if ('problem' in given) throw given.problem;
    return await runFile(given.file, options, shop);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const details =
      error.toDetails(options.lang).errors?.map((e) => `${e.row ? `${e.row}: ` : ''}${e.detail}`) ?? [];
    return refusedReport(given.file, error.code, [error.text(options.lang), ...details].join(' '));
  }
}

async function runAll(files: readonly Given[], options: Options, environment: Environment): Promise<Report> {
  const { config, db, clock } = environment;
  const secret = await loadSecret(config.dataFolder, config.secret);
  await checkSecret(db, secret);
  const given =
    options.unit === undefined ? null : await db.tx('*', (tx) => readPlaceByCode(tx, options.unit!), 'read');
  if (options.unit !== undefined && !given)
    throw new Problem('people.import-unit-unknown', { code: options.unit });
  const today = dateOf(clock).toString();
  const shop: Workshop = {
    environment,
    crypto: columnCrypto(secret),
    given,
    today,
    now: clock.now().toString(),
    thread: new Isolate(READ_LIMITS),
  };
  const reports: FileReport[] = [];
  try {
    for (const one of files) reports.push(await reportOn(one, options, shop));
  } finally {
    await shop.thread.close();
  }
  return {
    kind: options.kind === 'students' ? 'pupils' : (options.kind as Report['kind']),
    mode: options.mode,
    dryRun: options.dryRun ?? false,
    ok: reports.every((r) => r.state !== 'refused' && r.counts.rejected === 0),
    files: reports,
  };
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description('import units, staff, pupils or a calendar from spreadsheets')
    .argument('<file...>', 'spreadsheets, or folders of them')
    .addOption(
      new Option('--kind <kind>', 'what the files list')
        .choices(['units', 'staff', 'pupils', 'students', 'calendar'])
        .makeOptionMandatory(),
    )
    .option('--unit <code>', 'code of the unit the lists belong to')
    .addOption(
      new Option('--mode <mode>', 'all or nothing, or the good rows').choices(['all', 'good']).default('all'),
    )
    .option('--dry-run', 'check only, write nothing')
    .option(
      '--create-classes',
      'create classes the school does not have yet (its first list does so by itself)',
    )
    .option('--errors <folder>', 'write the rejected rows of each file into this folder as .xlsx')
    .option('--json', 'print one JSON object')
    .addOption(
      new Option('--lang <language>', 'language of reasons and remedies').choices(['zh', 'en']).default('zh'),
    )
    .addHelpText('after', HELP)
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : 2);
    })
    .action(async (files: string[], options: Options) => {
      try {
        if (options.errors !== undefined) await assertFolder(options.errors);
        const given = await spreadsheetsIn(files);
        const report = await withDatabase('import', (environment) => runAll(given, options, environment));
        if (options.json) console.log(JSON.stringify(report));
        else for (const line of reportLines(report, options.lang)) console.log(line);
        process.exitCode = report.files.some((f) => f.state === 'refused') ? 2 : report.ok ? 0 : 1;
      } catch (error) {
        const known = error instanceof Problem;
        process.exitCode = known ? 2 : 3;
        const code = known ? error.code : 'failed';
        const message = known ? error.text(options.lang) : (error as Error).message;
        if (options.json) console.log(JSON.stringify({ ok: false, error: { code, message } }));
        else console.error(message);
      }
    });
}
