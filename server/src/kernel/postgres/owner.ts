import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

/** The system user a PostgreSQL server runs as when the platform itself runs as root. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. There it runs as the owner of the data if there is any, else as `postgres` if
 * that user exists, else as `nobody`. An ordinary user runs it as himself (undefined) and must own the data.
 */
export async function postgresOwner(dataFolder: string): Promise<Owner | undefined> {
  const found = await stat(dataFolder).catch(() => undefined);
  const me = process.getuid?.();
  if (me !== undefined && me !== 0 && found && found.uid !== me) {
    throw new Error(
      `${dataFolder} belongs to user ${found.uid}, but this is user ${me} (${userInfo().username}). ` +
        'Start as the user who made the data, or choose another folder with LIANFANG_DATA.',
    );
  }
  if (me !== 0) return undefined;
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = users.find((u) => u[0] === 'postgres') ?? users.find((u) => u[0] === 'nobody');
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65534, gid: 65534 };
}

/** Whether this user may walk the path from the root down, without owning it. */
export async function canReach(path: string, owner: Owner): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { uid, gid, mode } = await stat(at);
    const shift = uid === owner.uid ? 6 : gid === owner.gid ? 3 : 0;
    if (((mode >> shift) & 0o1) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
