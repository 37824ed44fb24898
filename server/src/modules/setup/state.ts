import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/problem.ts';

const TOKEN = 'setup.token';
const DONE = 'setup.done';
/** Written by the loader of the demo county with the county itself. */
const DEMO = 'demo';

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

async function has(tx: Tx, ...keys: string[]): Promise<boolean> {
  const { rows } = await sql`select from kernel.setting where key = any(${keys}::text[])`.execute(tx);
  return rows.length > 0;
}

export const isSetUp = (tx: Tx): Promise<boolean> => has(tx, DONE, DEMO);
export const isDemo = (tx: Tx): Promise<boolean> => has(tx, DEMO);

/**
 * A new one-time token for a platform that is not set up, or undefined. Only its hash is kept; the one before it
 * ends, so that a link from an old terminal or log is worth nothing.
 */
export async function openSetup(db: Database): Promise<string | undefined> {
  const token = randomBytes(24).toString('base64url');
  return db.tx([], async (tx) => {
    if (await isSetUp(tx)) return undefined;
    await sql`insert into kernel.setting (key, value) values (${TOKEN}, to_jsonb(${digest(token)}::text))
      on conflict (key) do update set value = excluded.value, updated_at = now()`.execute(tx);
    return token;
  });
}

/**
 * Lets the bearer of the token in, and holds its row until the transaction ends: of two who come at once the second
 * waits, and then finds the platform set up.
 * @throws Problem setup.done, setup.token-wrong
 */
export async function requireToken(tx: Tx, token: string): Promise<void> {
  const { rows } = await sql`select from kernel.setting
    where key = ${TOKEN} and value = to_jsonb(${digest(token)}::text) for update`.execute(tx);
  if (await isSetUp(tx)) throw new Problem('setup.done');
  if (rows.length === 0) throw new Problem('setup.token-wrong');
}

/** The platform is set up from here on; its token ends. */
export async function endSetup(tx: Tx): Promise<void> {
  await sql`insert into kernel.setting (key, value) values (${DONE}, 'true') on conflict (key) do nothing`.execute(
    tx,
  );
  await sql`delete from kernel.setting where key = ${TOKEN}`.execute(tx);
}
