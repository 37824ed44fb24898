import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { Writer } from './writer.ts';

// 64-bit integers stay strings; dates stay YYYY-MM-DD: a JavaScript Date would drag the process's zone in.
pg.types.setTypeParser(pg.types.builtins.INT8, (v) => v);
pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (v) => new Date(v).toISOString());
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (v) => Number(v));

/** Tables are typed by the module that owns them: `tx.withTables<OrgTables>()`. */
// biome-ignore lint/complexity/noBannedTypes: an empty schema that withTables extends
export type NoTables = {};
export type Tx = Transaction<NoTables>;
/** Rows visible to a transaction: the subtrees of these units, or all of them ('*', the platform itself). */
export type Scope = readonly string[] | '*';

/** The role that requests run as: it owns nothing, so that row-level security holds for it. */
const ROLE = 'lianfang_app';

export interface Database {
  readonly pool: pg.Pool;
  /** For the one path that is hot: batches of checks. */
  readonly writer: Writer;
  /** Runs `work` in one transaction that sees the rows of `scope` only. Commits when it returns. */
  tx<T>(scope: Scope, work: (tx: Tx) => Promise<T>, mode?: 'read' | 'write'): Promise<T>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections at most. */
  readonly max?: number;
  /** How far the platform's clock is ahead of the machine's (kernel.now() in SQL). Milliseconds. */
  readonly aheadMs?: number;
}

/**
 * Connects as the unprivileged role `lianfang_app`, so that row-level security applies even where the
 * credentials belong to the owner of the tables.
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const config = {
    connectionString: url,
    options: `-c role=${ROLE} -c lf.scope= -c lf.ahead=${(options.aheadMs ?? 0) / 1000}`,
    application_name: 'lianfang',
  };
  const pool = new pg.Pool({ ...config, max: options.max ?? 12 });
  const writer = new Writer(config);
  pool.on('error', () => {
    // An idle connection was closed by the server (restart): the pool makes a new one at the next use.
  });
  // The same while it is lent out, between two statements of a transaction: the next statement fails, the process
  // does not.
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    writer,
    tx: (scope, work, mode = 'write') =>
      kysely
        .transaction()
        .setAccessMode(mode === 'read' ? 'read only' : 'read write')
        .execute(async (tx) => {
          await sql`select set_config('lf.scope', ${scope === '*' ? '*' : `{${scope.join(',')}}`}, true)`.execute(
            tx,
          );
          return work(tx);
        }),
    close: async () => {
      await writer.close();
      await kysely.destroy();
    },
  };
}

/**
 * Refuses to work where the role asked for at connecting was dropped on the way: everybody would see every row.
 * A connection pooler in between does that when it is told to ignore startup options.
 */
export async function assertUnprivileged(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ role: string }>('select current_user as role');
  const role = rows[0]!.role;
  if (role !== ROLE) {
    throw new Error(
      `Requests would run as "${role}" instead of ${ROLE}, past row-level security. Let DATABASE_URL lead to ` +
        'PostgreSQL itself, not to a connection pooler that drops startup options.',
    );
  }
}
