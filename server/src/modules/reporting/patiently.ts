import { sql } from 'kysely';
import type { Database, Tx } from '../../kernel/db.ts';

/** How long a reader waits for writers of an area before it shows the counts as they stand. */
const PATIENCE = '2s';

/**
 * A transaction that writes what can be worked out again at any time of one area, whose rules (what is expected) stay as
 * they are meanwhile; other areas are not held up. When an import holds the area for longer, all stays as it was and the
 * next reader tries again. It does not wait for the disk: what it holds others wait for, and whatever is committed after
 * it is only on disk when it is too.
 */
export async function patiently(
  db: Database,
  area: string,
  work: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  await db
    .tx('*', async (tx) => {
      await sql`select set_config('lock_timeout', ${PATIENCE}, true), set_config('synchronous_commit', 'off', true)`.execute(
        tx,
      );
      await sql`select reporting.hold_rules(array[${area}]::bigint[])`.execute(tx);
      await work(tx);
    })
    .catch((error: { code?: string }) => {
      if (error.code !== '55P03') throw error; // lock_not_available
    });
}
