import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from './db.ts';

export const SECRET_FILE = 'secret';

/**
 * The key material of column encryption and session signing: LIANFANG_SECRET, else the file `secret` of the data
 * folder (made on first use, readable by its owner only). The text itself is the key in both cases, so that the
 * file's content may be moved into the variable.
 */
export async function loadSecret(dataFolder: string, given: string | undefined): Promise<Buffer> {
  if (given !== undefined) return Buffer.from(given, 'utf8');
  const file = join(dataFolder, SECRET_FILE);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(randomBytes(32).toString('base64url'));
    await handle.sync();
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
  const text = (await readFile(file, 'utf8')).trim();
  if (text.length < 32) {
    throw new Error(`${file} is not a whole secret (32 characters or more). Restore it from your backup.`);
  }
  return Buffer.from(text, 'utf8');
}

/** A name for the key that gives nothing of it away. */
export function secretId(secret: Buffer): string {
  return createHash('sha256').update('lianfang secret id\0').update(secret).digest('hex').slice(0, 16);
}

const SETTING = 'secret.id';

/**
 * Refuses a database that was encrypted with another key: identity numbers would be unreadable, and matching by
 * keyed hash would silently make doubles. The first start writes the key's name down.
 */
export async function checkSecret(db: Database, secret: Buffer): Promise<void> {
  const id = secretId(secret);
  const known = await db.tx('*', async (tx) => {
    await sql`insert into kernel.setting (key, value) values (${SETTING}, to_jsonb(${id}::text))
      on conflict (key) do nothing`.execute(tx);
    const { rows } = await sql<{
      value: string;
    }>`select value from kernel.setting where key = ${SETTING}`.execute(tx);
    return rows[0]?.value;
  });
  if (known !== id) {
    throw new Error(
      `This database was written with another secret (${known}; here it is ${id}). Put the right file "secret" into ` +
        'the data folder, or set LIANFANG_SECRET to what it was.',
    );
  }
}
