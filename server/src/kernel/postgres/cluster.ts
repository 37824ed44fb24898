import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  type FileHandle,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Owner } from './owner.ts';

/** Where a cluster lives, and what runs it. */
export interface Cluster {
  readonly bin: string;
  /** Data folder of PostgreSQL. */
  readonly data: string;
  readonly password: string;
  readonly owner: Owner | undefined;
}

/**
 * How PostgreSQL is told its data folder. On Linux by its working directory, which is entered before the privileges
 * are dropped: so the data may lie under folders that its user cannot walk (root's home).
 */
const byCwd = process.platform === 'linux';
export const dataArgument = (data: string): string => (byCwd ? '/proc/self/cwd' : data);

async function runInitdb(bin: string, data: string, password: FileHandle, file: string, owner?: Owner) {
  const child = spawn(
    join(bin, 'initdb'),
    [
      '-D',
      dataArgument(data),
      '-U',
      'lianfang',
      '--auth=scram-sha-256',
      `--pwfile=${byCwd ? '/proc/self/fd/3' : file}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    { ...owner, cwd: data, stdio: ['ignore', 'ignore', 'pipe', password.fd] },
  );
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  if (code !== 0) {
    // Containers with an arbitrary user number: initdb insists on a name.
    const hint = /user does not exist/.test(said)
      ? '\nGive this user a line in /etc/passwd, start as another user, or set DATABASE_URL.'
      : '';
    throw new Error(`PostgreSQL could not make its data folder ${data}:\n${said}${hint}`);
  }
}

/**
 * Makes the cluster on first use. initdb works in a folder beside and is renamed when it is whole, so that being
 * killed in the middle leaves nothing half made. The owner's password stays in the folder, readable by him only.
 */
export async function prepareCluster(
  folder: string,
  bin: string,
  owner: Owner | undefined,
): Promise<Cluster> {
  const data = join(folder, 'postgres');
  const passwordFile = join(folder, 'postgres.password');
  if (!existsSync(data)) {
    const fresh = join(folder, 'postgres.new');
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true, mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (owner) {
      await chown(fresh, owner.uid, owner.gid);
      await chown(passwordFile, owner.uid, owner.gid);
      if (!byCwd) await chmod(folder, 0o755);
    }
    const password = await open(passwordFile, 'r');
    try {
      await runInitdb(bin, fresh, password, passwordFile, owner);
    } finally {
      await password.close();
    }
    await rename(fresh, data);
  }
  return { bin, data, password: (await readFile(passwordFile, 'utf8')).trim(), owner };
}
