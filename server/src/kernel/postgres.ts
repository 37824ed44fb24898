import type { ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { binaries } from './postgres/binaries.ts';
import { type Cluster, prepareCluster } from './postgres/cluster.ts';
import { freePort, launch } from './postgres/launch.ts';
import { clearOrphan } from './postgres/orphan.ts';
import { postgresOwner } from './postgres/owner.ts';

/** A PostgreSQL server started by the platform from the binaries of the npm package. */
export interface EmbeddedPostgres {
  /** Connection string of the platform's database, as its owner. */
  readonly url: string;
  readonly port: number;
  /** Of the server running now: another after it was restarted. */
  readonly pid: number;
  stop(): Promise<void>;
}

export interface PostgresEvents {
  /** The server went away by itself (killed, out of memory) and is being started again on the same port. */
  readonly onRestart?: () => void;
  /** It went away and does not come back. */
  readonly onLost?: (error: Error) => void;
}

/** Modest settings that suit a county on a small machine. Durability (fsync, synchronous_commit) stays on. */
const DEFAULTS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  log_min_messages: 'warning',
};

/** The server is left behind by a killed predecessor for a moment longer than its postmaster: try for a while. */
async function launchPatiently(
  cluster: Cluster,
  url: string,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(cluster, url, settings);
    } catch (error) {
      if (attempt === 20 || !/pre-existing shared memory|already exists/.test((error as Error).message))
        throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

/**
 * Starts the cluster in `folder` (made on first use). A server left over from a killed process is stopped first;
 * one that dies while we run is started again on the same port, so that pools find it. The caller holds the
 * folder's lock. `settings` are server parameters, for tests and benches.
 */
export async function startPostgres(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
  events: PostgresEvents = {},
): Promise<EmbeddedPostgres> {
  const home = resolve(folder);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const owner = await postgresOwner(`${home}/postgres`);
  const cluster = await prepareCluster(home, await binaries(owner), owner);
  await clearOrphan(cluster.data);
  const port = await freePort();
  const url = `postgres://lianfang:${cluster.password}@127.0.0.1:${port}/postgres`;
  const all = { ...DEFAULTS, ...settings, port: String(port) };
  let stopping = false;
  let child: ChildProcess;

  async function start(): Promise<void> {
    child = await launchPatiently(cluster, url, all);
    child.once('exit', () => {
      if (stopping) return;
      events.onRestart?.();
      start().catch((error: Error) => events.onLost?.(error));
    });
    if (stopping) child.kill('SIGINT');
  }
  await start();
  return {
    url,
    port,
    get pid() {
      return child.pid!;
    },
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = new Promise<void>((done) => child.once('exit', () => done()));
      child.kill('SIGINT');
      await exited;
    },
  };
}
