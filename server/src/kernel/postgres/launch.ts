import { type ChildProcess, spawn } from 'node:child_process';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { type Cluster, dataArgument } from './cluster.ts';

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

const LOG_LIMIT = 20 * 1024 * 1024;

/** The server's own log, begun anew when it has grown large. A file, so that it outlives the platform's process. */
async function openLog(file: string): Promise<FileHandle> {
  const size = await stat(file).then(
    (s) => s.size,
    () => 0,
  );
  return open(file, size > LOG_LIMIT ? 'w' : 'a', 0o600);
}

/** The end of the log, for error messages. */
export async function tail(file: string, from: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const start = Math.max(from, size - 4000);
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(Math.max(0, size - start)),
      0,
      undefined,
      start,
    );
    return buffer.subarray(0, bytesRead).toString();
  } finally {
    await handle.close();
  }
}

/** Starts the server and waits until it answers. Throws with the end of its log when it does not within a minute. */
export async function launch(
  cluster: Cluster,
  url: string,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const logFile = join(cluster.data, '..', 'postgres.log');
  const log = await openLog(logFile);
  const begin = (await log.stat()).size;
  const args = [
    '-D',
    dataArgument(cluster.data),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
  const child = spawn(join(cluster.bin, 'postgres'), args, {
    ...cluster.owner,
    cwd: cluster.data,
    stdio: ['ignore', log.fd, log.fd],
    // A process group of its own: Ctrl-C at the terminal is for us, who stop it in order.
    detached: true,
  });
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  await log.close();
  for (const deadline = Date.now() + 60_000; ; await new Promise((done) => setTimeout(done, 50))) {
    if (failure) throw failure;
    const gone = child.exitCode !== null || child.signalCode !== null;
    if (gone || Date.now() > deadline) {
      if (!gone) child.kill('SIGQUIT');
      throw new Error(`PostgreSQL did not start:\n${await tail(logFile, begin)}`);
    }
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    const up = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (up) return child;
  }
}
