import type { ImportChoices, ImportKind, ImportMode, ImportView } from '@lianfang/contract/people.import';
import { sql } from 'kysely';
import type { UnitFacts } from '../../../kernel/actor.ts';
import { audit, byActor } from '../../../kernel/audit.ts';
import { type Clock, dateOf } from '../../../kernel/clock.ts';
import type { Tx } from '../../../kernel/db.ts';
import { announce } from '../../../kernel/events.ts';
import { grantFor } from '../../../kernel/policy.ts';
import { type Lang, Problem } from '../../../kernel/problem.ts';
import type { Outcome } from './outcome.ts';
import { readPlace } from './places.ts';
import { ageHours, type Clerk, type ImportRow, keptHours, load, present, readImport } from './record.ts';
import { type Applied, applyImport, checkImport, type ImportJob, makeErrorSheet, sha256 } from './run.ts';
import { tellOfUndo } from './tell.ts';
import { undoCalendar, undoPeople, undoUnits } from './undo.ts';

/** What is kept of an outcome: the accepted rows are counted, not listed. */
const kept = (outcome: Outcome): string =>
  JSON.stringify({ ...outcome, accepted: [], rejected: outcome.rejected.slice(0, 5_000) });

const seal = (clerk: Clerk, bytes: Buffer): Buffer =>
  clerk.services.crypto.seal('import.file', bytes.toString('base64'));
const open = (clerk: Clerk, sealed: Buffer): Buffer =>
  Buffer.from(clerk.services.crypto.open('import.file', sealed), 'base64');

async function jobOf(
  tx: Tx,
  clerk: Clerk,
  row: Pick<ImportRow, 'id' | 'kind' | 'fileName' | 'unitId' | 'choices'>,
  bytes: Buffer,
): Promise<ImportJob> {
  return {
    id: row.id,
    kind: row.kind,
    bytes,
    fileName: row.fileName,
    given: row.unitId === null ? null : await readPlace(tx, row.unitId),
    choices: row.choices,
    scope: clerk.scope,
    accountId: clerk.actor.accountId,
    today: dateOf(clerk.services.clock).toString(),
    now: clerk.services.clock.now().toString(),
  };
}

export interface Upload {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly unit: UnitFacts | null;
}

/** A calendar is set by whoever keeps that of the unit. @throws Problem */
function assertKeeper({ actor }: Clerk, unit: UnitFacts | null): void {
  if (!unit) throw new Problem('people.import-unit-needed');
  if (!grantFor(actor, 'calendar.manage', unit)) throw new Problem('kernel.forbidden');
}

/** Takes a file in and checks it; nothing is written but the import itself. The same id and file again changes nothing. */
export async function receive(clerk: Clerk, upload: Upload, lang: Lang): Promise<ImportView> {
  const { db, crypto, units } = clerk.services;
  if (upload.kind === 'calendar') assertKeeper(clerk, upload.unit);
  const home = upload.unit ?? (await units.get(clerk.scope[0]!));
  if (!home) throw new Problem('kernel.not-found');
  const hash = sha256(upload.bytes);
  const base = {
    id: upload.id,
    kind: upload.kind,
    fileName: upload.fileName,
    unitId: upload.unit?.id ?? null,
    choices: {},
  };
  const job = await db.tx(clerk.scope, (tx) => jobOf(tx, clerk, base, upload.bytes), 'read');
  const outcome = await checkImport(db, crypto, job);
  return db.tx(clerk.scope, async (tx) => {
    await sql`
      insert into people.import (id, area_id, unit_id, lineage, kind, file_name, file_hash, file_enc, result, account_id, created_at)
      values (${upload.id}::uuid, ${home.areaId}::bigint, ${upload.unit?.id ?? null}::bigint, ${home.lineage}::bigint[],
        ${upload.kind}, ${upload.fileName}, ${hash}, ${seal(clerk, upload.bytes)}, ${kept(outcome)}::jsonb,
        ${clerk.actor.accountId}, ${clerk.services.clock.now().toString()})
      on conflict (id) do nothing`.execute(tx);
    const row = await load(tx, clerk, upload.id);
    if (!row.fileHash.equals(hash)) throw new Problem('people.import-repeated');
    return present(tx, row, clerk, lang);
  });
}

/** Checks again, with the user's corrections of what was recognised. */
export async function recheck(
  clerk: Clerk,
  id: string,
  choices: ImportChoices,
  lang: Lang,
): Promise<ImportView> {
  const { db, crypto } = clerk.services;
  const job = await db.tx(clerk.scope, async (tx) => openJob(tx, clerk, id, choices), 'read');
  const outcome = await checkImport(db, crypto, job);
  await db.tx(clerk.scope, (tx) =>
    sql`update people.import set choices = ${JSON.stringify(choices)}::jsonb, result = ${kept(outcome)}::jsonb
      where id = ${id}::uuid and state = 'checked'`.execute(tx),
  );
  return readImport(clerk, id, lang);
}

/** @throws Problem people.import-state where the import is over or its file gone. */
async function openJob(tx: Tx, clerk: Clerk, id: string, choices?: ImportChoices): Promise<ImportJob> {
  const row = await load(tx, clerk, id);
  if (row.state !== 'checked' || row.file === null) throw new Problem('people.import-state');
  return jobOf(tx, clerk, choices ? { ...row, choices } : row, open(clerk, row.file));
}

/** Writes what was checked, against the database as it is now. Progress is announced to the account alone. */
export async function apply(clerk: Clerk, id: string, mode: ImportMode, lang: Lang): Promise<ImportView> {
  const { db, crypto, clock } = clerk.services;
  const { accountId } = clerk.actor;
  const before = await readImport(clerk, id, lang);
  if (before.state === 'applied' && before.mode === mode) return before; // a retry of a request whose answer was lost
  if (before.kind === 'calendar')
    assertKeeper(clerk, (await clerk.services.units.get(before.unitId!)) ?? null);
  const job = await db.tx(clerk.scope, (tx) => openJob(tx, clerk, id), 'read');
  const { outcome, applied } = await applyImport(db, crypto, job, mode, {
    undoable: true,
    progress: (done) =>
      // In a transaction of its own, to be seen while the import's is still open.
      db.tx(clerk.scope, async (tx) => {
        await sql`update people.import set progress = ${done} where id = ${id}::uuid`.execute(tx);
        await announce(tx, { kind: 'progress', accountId });
      }),
    record: async (tx, result) => {
      if (!result.applied) return;
      const errors =
        result.outcome.rejected.length > 0
          ? seal(clerk, await makeErrorSheet(job, result.outcome, lang))
          : null;
      const { rows } = await sql<{ id: string }>`
        update people.import set state = 'applied', mode = ${mode}, result = ${kept(result.outcome)}::jsonb,
          applied_at = ${clock.now().toString()}, file_enc = null, errors_enc = ${errors},
          calendar_changes = ${result.calendar && JSON.stringify(result.calendar)}::jsonb
        where id = ${id}::uuid and state = 'checked' returning id`.execute(tx);
      if (rows.length === 0) throw new Problem('people.import-state');
      await recordAudit(tx, clerk, job, result, mode);
    },
  });
  if (!applied) throw new Problem('people.import-rows-rejected', { rejected: outcome.counts.rejected });
  return readImport(clerk, id, lang);
}

async function recordAudit(
  tx: Tx,
  clerk: Clerk,
  job: ImportJob,
  { outcome, calendar }: Applied,
  mode: ImportMode,
): Promise<void> {
  const holding = clerk.actor.holdings.find((h) => h.permissions.has('person.import'));
  const home = await clerk.services.units.get(clerk.scope[0]!);
  const areas = outcome.areas.length > 0 ? outcome.areas : [job.given?.areaId ?? home!.areaId];
  const detail = {
    kind: job.kind,
    file: job.fileName,
    sha256: sha256(job.bytes).toString('hex'),
    mode,
    counts: outcome.counts,
    ...(calendar && { calendar }),
  };
  for (const area of areas) {
    await audit(tx, area, [
      {
        ...byActor(clerk.actor, holding),
        verb: 'import.apply',
        object: `import:${job.id}`,
        unitId: job.given?.id ?? null,
        detail,
      },
    ]);
  }
}

/** The rejected rows as .xlsx. @throws Problem people.import-state where there is none (any more). */
export async function readErrorSheet(
  clerk: Clerk,
  id: string,
  lang: Lang,
): Promise<{ bytes: Buffer; name: string }> {
  const row = await clerk.services.db.tx(clerk.scope, (tx) => load(tx, clerk, id), 'read');
  const base = row.fileName.replace(/\.[^.]*$/, '');
  const name = lang === 'zh' ? `${base}-不能导入的行.xlsx` : `${base}-rejected.xlsx`;
  if (row.errors) return { bytes: open(clerk, row.errors), name };
  if (!row.file || row.result.counts.rejected === 0) throw new Problem('people.import-state');
  const bytes = open(clerk, row.file);
  return { bytes: await makeErrorSheet({ bytes, fileName: row.fileName }, row.result, lang), name };
}

/** Takes an applied import back where nothing has built upon it. */
export async function undo(clerk: Clerk, id: string, lang: Lang): Promise<ImportView> {
  const { db, clock } = clerk.services;
  const today = dateOf(clock).toString();
  // As the platform: people who came back from another school return to where the importer sees nobody.
  await db.tx('*', async (tx) => {
    const row = await load(tx, clerk, id);
    if (row.state !== 'applied') throw new Problem('people.import-state');
    const hours = await keptHours(tx, clock);
    if (row.appliedAt === null || ageHours(clerk, row.appliedAt) >= hours)
      throw new Problem('people.undo-late', { hours });
    await tellOfUndo(tx, id);
    const origin = { importId: id, accountId: clerk.actor.accountId, today, now: clock.now().toString() };
    const done =
      row.kind === 'calendar'
        ? await undoCalendar(tx, clerk, row, today)
        : row.kind === 'units'
          ? await undoUnits(tx, origin)
          : await undoPeople(tx, origin);
    await sql`update people.import set state = 'undone' where id = ${id}::uuid`.execute(tx);
    const holding = clerk.actor.holdings.find((h) => h.permissions.has('person.import'));
    await audit(tx, row.areaId, [
      {
        ...byActor(clerk.actor, holding),
        verb: 'import.undo',
        object: `import:${id}`,
        unitId: row.unitId,
        detail: done,
      },
    ]);
  });
  return readImport(clerk, id, lang);
}

/** Removes files, error sheets and undo rows past their time. Idempotent. */
export async function purge(tx: Tx, clock: Clock): Promise<void> {
  const [now, hours] = [clock.now().toString(), await keptHours(tx, clock)];
  await sql`
    update people.import set file_enc = null, errors_enc = null, calendar_changes = null
    where created_at < ${now}::timestamptz - make_interval(hours => ${hours}) and (file_enc is not null or errors_enc is not null or calendar_changes is not null)`.execute(
    tx,
  );
  await sql`
    delete from people.import_change c using people.import i
    where i.id = c.import_id and i.applied_at < ${now}::timestamptz - make_interval(hours => ${hours})`.execute(
    tx,
  );
}
