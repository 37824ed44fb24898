import { createHash } from 'node:crypto';
import type { ImportChoices, ImportKind, ImportMode } from '@lianfang/contract/people.import';
import { sql } from 'kysely';
import type { ColumnCrypto } from '../../../kernel/crypto.ts';
import type { Database, Scope, Tx } from '../../../kernel/db.ts';
import { type Isolate, isolated } from '../../../kernel/isolate.ts';
import { type Lang, Problem } from '../../../kernel/problem.ts';
import { columnName } from '../../../kernel/sheet/types.ts';
import { type CalendarChanges, type ListOrigin, putCalendar } from '../../org/index.ts';
import { applyPeople } from './apply.ts';
import { type CalendarPlan, planCalendar } from './calendarPlan.ts';
import type { Analysis } from './draft.ts';
import type { ErrorSheetInput } from './errorSheet.ts';
import type { Outcome } from './outcome.ts';
import type { Place } from './places.ts';
import { type PeoplePlan, planPeople } from './plan.ts';
import { countActions, keepRow, presentFault, sentence } from './present.ts';
import { tellOfImport } from './tell.ts';
import { applyUnits } from './unitApply.ts';
import { planUnits, type UnitPlan } from './unitPlan.ts';

/** 40,000 rows of 20 columns take some 3 s and 600 MB; more than this is no list. */
export const READ_LIMITS = { timeoutMs: 60_000, memoryMb: 2048, onLimit: 'sheet.too-heavy' } as const;

export interface ImportJob {
  readonly id: string;
  readonly kind: ImportKind;
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly given: Place | null;
  readonly choices: ImportChoices;
  /** Units in whose subtrees the importer may import; '*' on the command line. */
  readonly scope: Scope;
  readonly accountId: string;
  readonly today: string;
  /** The instant of the request, by the deployment's clock. */
  readonly now: string;
  /** Where many files are read one after another: the thread they share. */
  readonly thread?: Isolate;
}

export type Plan =
  | { readonly of: 'people'; readonly plan: PeoplePlan }
  | { readonly of: 'units'; readonly plan: UnitPlan }
  | { readonly of: 'calendar'; readonly plan: CalendarPlan };

/** Reads the file in a thread. */
function readFile({ kind, bytes, fileName, today, choices, thread }: ImportJob): Promise<Analysis> {
  const url = new URL('./analyse.ts', import.meta.url);
  const input = { kind, bytes, fileName, today, choices };
  return thread
    ? thread.run<Analysis>(url, 'analyse', input)
    : isolated<Analysis>(url, 'analyse', input, READ_LIMITS);
}

/** Rows with their faults, decided anew against the database as it is now. `analysis` is left as it was read. */
export async function makePlan(
  tx: Tx,
  analysis: Analysis,
  job: ImportJob,
  crypto: ColumnCrypto,
): Promise<{ plan: Plan; outcome: Outcome }> {
  const fresh: Analysis = {
    ...analysis,
    drafts: analysis.drafts.map((d) => ({ ...d, faults: [...d.faults] })),
  };
  const plan = await planOf(tx, fresh, job, crypto);
  return { plan, outcome: outcomeOf(fresh, plan) };
}

async function planOf(tx: Tx, analysis: Analysis, job: ImportJob, crypto: ColumnCrypto): Promise<Plan> {
  const { kind, scope, given, today } = job;
  if (kind === 'units') return { of: 'units', plan: await planUnits(tx, analysis, { scope, given, today }) };
  if (kind === 'calendar') {
    if (!given) throw new Problem('people.import-unit-needed');
    return { of: 'calendar', plan: await planCalendar(tx, analysis, given, today) };
  }
  const createClasses = job.choices.createClasses ?? false;
  return {
    of: 'people',
    plan: await planPeople(tx, analysis, { scope, given, today, crypto, createClasses }),
  };
}

function outcomeOf(analysis: Analysis, plan: Plan): Outcome {
  const names = new Map(analysis.sheets.map((s) => [s.index, s.name]));
  const { decisions, rejected } = plan.plan;
  const moves =
    plan.of === 'people'
      ? plan.plan.decisions
          .filter((d) => d.action === 'moved' || d.action === 'returned')
          .map((d) => ({
            sheet: names.get(d.draft.sheet) ?? '',
            row: d.draft.row,
            name: d.draft.values.name ?? '',
            from: d.person?.unitName ?? '',
            to: d.place?.name ?? d.newClass?.name ?? '',
          }))
      : [];
  return {
    format: analysis.format,
    encoding: analysis.encoding,
    sheets: analysis.sheets,
    counts: countActions(
      decisions.map((d) => d.action),
      rejected.length,
    ),
    accepted: decisions.map((d) => ({
      sheet: names.get(d.draft.sheet) ?? '',
      row: d.draft.row,
      action: d.action,
    })),
    rejected: rejected.map((d) => keepRow(d, analysis.sheets)),
    newClasses: plan.of === 'people' ? plan.plan.newClasses.map((c) => `${c.school.name} ${c.name}`) : [],
    moves: moves.slice(0, 500),
    areas: plan.of === 'people' ? [...new Set(plan.plan.decisions.map((d) => d.school.areaId))] : [],
  };
}

/** By what the units that the list makes are found again. */
const originOf = ({ id, accountId, today, now }: ImportJob): ListOrigin => ({
  importId: id,
  accountId,
  today,
  now,
});

/** Sets what the rest of the transaction sees. */
const setScope = (tx: Tx, scope: Scope): Promise<unknown> =>
  sql`select set_config('lf.scope', ${scope === '*' ? '*' : `{${scope.join(',')}}`}, true)`.execute(tx);

/** What would happen, without doing it. */
export async function checkImport(db: Database, crypto: ColumnCrypto, job: ImportJob): Promise<Outcome> {
  const analysis = await readFile(job);
  return db.tx('*', async (tx) => (await makePlan(tx, analysis, job, crypto)).outcome, 'read');
}

export interface Applied {
  readonly outcome: Outcome;
  /** False where rows were rejected and the mode was all-or-nothing: then nothing was written. */
  readonly applied: boolean;
  /** Of a calendar: the days and terms as they were and are, for the audit and for taking it back. */
  readonly calendar: CalendarChanges | null;
}

/**
 * Reads, decides and writes in one transaction; imports wait for each other, so that two of one list do not make
 * everybody twice. Deciding reads as the platform (transfers), writing sees the importer's rows only, and those of
 * people who had left another school and return to his.
 * `record` writes what belongs to the same transaction (audit, state of the import).
 */
export async function applyImport(
  db: Database,
  crypto: ColumnCrypto,
  job: ImportJob,
  mode: ImportMode,
  hooks: {
    readonly undoable: boolean;
    readonly progress: (done: number, total: number) => Promise<void>;
    readonly record: (tx: Tx, result: Applied) => Promise<void>;
  },
): Promise<Applied> {
  const analysis = await readFile(job);
  return db.tx(job.scope, async (tx) => {
    await sql`select pg_advisory_xact_lock(7316022)`.execute(tx);
    await setScope(tx, '*');
    const { plan, outcome } = await makePlan(tx, analysis, job, crypto);
    const applied = mode === 'good' || outcome.counts.rejected === 0;
    let calendar: CalendarChanges | null = null;
    if (applied && plan.of === 'calendar') {
      calendar = await putCalendar(tx, plan.plan.unit, plan.plan);
    } else if (applied && plan.of === 'units') {
      await applyUnits(tx, plan.plan, originOf(job));
    } else if (applied && plan.of === 'people') {
      const back = plan.plan.decisions.flatMap((d) => (d.action === 'returned' ? [d.person!.unitId] : []));
      if (job.scope !== '*') await setScope(tx, [...new Set([...job.scope, ...back])]);
      await applyPeople(tx, plan.plan, {
        today: job.today,
        crypto,
        importId: hooks.undoable ? job.id : null,
        origin: originOf(job),
        progress: hooks.progress,
      });
      await tellOfImport(tx, plan.plan);
    }
    await setScope(tx, job.scope);
    const result: Applied = { outcome, applied, calendar };
    await hooks.record(tx, result);
    return result;
  });
}

export const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** The rejected rows as a spreadsheet to be corrected and imported again. */
export async function makeErrorSheet(
  job: Pick<ImportJob, 'bytes' | 'fileName'>,
  outcome: Outcome,
  lang: Lang,
): Promise<Buffer> {
  const letters = new Map(Array.from({ length: 600 }, (_, i) => [columnName(i), i]));
  const input: ErrorSheetInput = {
    bytes: job.bytes,
    fileName: job.fileName,
    sheets: outcome.sheets.map((s) => ({
      index: s.index,
      name: s.name,
      headings: s.columns.map((c) => c.heading || c.column),
    })),
    rows: outcome.rejected.map((r) => {
      const problems = r.faults.map((f) => presentFault(f, lang));
      return {
        sheetIndex: r.sheetIndex,
        row: r.row,
        reasons: problems.map((p) => sentence(p, lang)).join('\n'),
        remedies: [...new Set(problems.map((p) => p.remedy))].join('\n'),
        columns: problems.flatMap((p) => (p.column === null ? [] : (letters.get(p.column) ?? []))),
      };
    }),
    words:
      lang === 'zh'
        ? { row: '原文件行号', reasons: '不能导入的原因', remedies: '改正办法' }
        : { row: 'Row in the file', reasons: 'Why it was not imported', remedies: 'What to do' },
  };
  return Buffer.from(
    await isolated<Uint8Array>(new URL('./errorSheet.ts', import.meta.url), 'errorSheet', input, READ_LIMITS),
  );
}
