import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../kernel/db.ts';

/** Rows a statement: large enough that statements do not count, small enough for a message of a few megabytes. */
const CHUNK = 5000;

/** Identifiers as an array literal of PostgreSQL. */
export const idArray = (ids: readonly string[]): string => `{${ids.join(',')}}`;

type Cell = string | number | boolean | null | undefined;

/**
 * Inserts many rows by few statements: every column travels as one array of texts and is cast by the server.
 * `columns` gives the type of each column, in the order of the cells of a row.
 */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const names = Object.keys(columns);
  const casts = Object.entries(columns).map(([name, type]) => `r.${name}::${type}`);
  const head = sql.raw(
    `insert into ${table} (${names}) overriding system value select ${casts} from unnest(`,
  );
  const tail = sql.raw(`) as r(${names})`);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const part = rows.slice(from, from + CHUNK);
    const arrays: RawBuilder<unknown>[] = names.map((_, i) => {
      const cells = part.map((row) => (row[i] === null || row[i] === undefined ? null : String(row[i])));
      return sql`${cells}::text[]`;
    });
    await sql`${head}${sql.join(arrays)}${tail}`.execute(tx);
  }
}

/** As many fresh values of an identity column. */
export async function takeIds(tx: Tx, table: string, count: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${count})`.execute(
    tx,
  );
  return rows.map((r) => r.id);
}
