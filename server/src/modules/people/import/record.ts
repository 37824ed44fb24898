import type {
  ImportChoices,
  ImportKind,
  ImportListItem,
  ImportMode,
  ImportView,
} from '@lianfang/contract/people.import';
import { sql } from 'kysely';
import { type Clock, dateOf } from '../../../kernel/clock.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Call } from '../../../kernel/endpoint.ts';
import { parameterAt } from '../../../kernel/parameter.ts';
import { type Lang, Problem } from '../../../kernel/problem.ts';
import { importKeptHours } from '../parameters.ts';
import { fieldsOf } from './fields.ts';
import type { Outcome } from './outcome.ts';
import { presentRow } from './present.ts';

/** Rows shown at once; all of them are in the error sheet. */
const SHOWN = 300;
/** How long a file, its error sheet and what undoing needs are kept, in hours: the rule in force today. */
export const keptHours = (tx: Tx, clock: Clock): Promise<number> =>
  parameterAt(tx, importKeptHours, [], dateOf(clock).toString());

/** The parts of a call that the desk needs; permission person.import is the endpoint's. */
export type Clerk = Pick<Call<unknown, unknown, unknown>, 'actor' | 'scope' | 'services'>;

/** An import as it is kept. */
export interface ImportRow {
  readonly id: string;
  readonly areaId: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly fileHash: Buffer;
  readonly file: Buffer | null;
  readonly errors: Buffer | null;
  readonly choices: ImportChoices;
  readonly mode: ImportMode | null;
  readonly state: ImportView['state'];
  readonly result: Outcome;
  readonly progress: number | null;
  readonly createdAt: string;
  readonly appliedAt: string | null;
}

/** One's own import. @throws Problem kernel.not-found */
export async function load(tx: Tx, clerk: Clerk, id: string): Promise<ImportRow> {
  const { rows } = await sql<ImportRow>`
    select i.id, i.area_id as "areaId", i.unit_id as "unitId", u.name as "unitName", i.kind, i.file_name as "fileName",
      i.file_hash as "fileHash", i.file_enc as file, i.errors_enc as errors, i.choices, i.mode, i.state, i.result, i.progress,
      i.created_at as "createdAt", i.applied_at as "appliedAt"
    from people.import i left join org.unit u on u.id = i.unit_id
    where i.id = ${id}::uuid and i.account_id = ${clerk.actor.accountId}`.execute(tx);
  if (!rows[0]) throw new Problem('kernel.not-found');
  return rows[0];
}

export const ageHours = (clerk: Clerk, since: string): number =>
  (clerk.services.clock.now().epochMilliseconds - Date.parse(since)) / 3_600_000;

export async function present(tx: Tx, row: ImportRow, clerk: Clerk, lang: Lang): Promise<ImportView> {
  const { result } = row;
  const fresh =
    row.appliedAt !== null && ageHours(clerk, row.appliedAt) < (await keptHours(tx, clerk.services.clock));
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    fileName: row.fileName,
    format: result.format,
    encoding: result.encoding,
    unitId: row.unitId,
    unitName: row.unitName,
    mode: row.mode,
    sheets: result.sheets.map(({ titles: _titles, ...s }) => ({
      ...s,
      school: null,
      skipped: s.skipped.slice(0, 50),
    })),
    choices: row.choices,
    counts: result.counts,
    progress: row.progress,
    newClasses: [...result.newClasses],
    moves: [...result.moves],
    rejected: result.rejected.slice(0, SHOWN).map((r) => presentRow(r, lang)),
    fields: fieldsOf(row.kind).map((f) => ({ field: f.name, required: f.required === true })),
    abilities: {
      apply: row.state === 'checked' && row.file !== null,
      undo: row.state === 'applied' && fresh,
      errorSheet: row.errors !== null || (row.file !== null && result.counts.rejected > 0),
    },
    createdAt: row.createdAt,
    appliedAt: row.appliedAt,
  };
}

export const readImport = (clerk: Clerk, id: string, lang: Lang): Promise<ImportView> =>
  clerk.services.db.tx(
    clerk.scope,
    async (tx) => present(tx, await load(tx, clerk, id), clerk, lang),
    'read',
  );

export async function listImports(tx: Tx, clerk: Clerk): Promise<ImportListItem[]> {
  const { rows } = await sql<ImportListItem>`
    select id, kind, state, file_name as "fileName", result->'counts' as counts, created_at as "createdAt",
      applied_at as "appliedAt"
    from people.import where account_id = ${clerk.actor.accountId} order by created_at desc limit 20`.execute(
    tx,
  );
  return rows;
}
