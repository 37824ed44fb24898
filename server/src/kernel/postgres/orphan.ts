import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process is the PostgreSQL server of this data folder. Process ids are reused, above all in containers. */
async function serves(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
    return cwd === (await realpath(data)) && basename(program).startsWith('postgres');
  }
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres');
}

async function ended(pid: number, seconds: number): Promise<boolean> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await pause(50)) {
    if (!alive(pid)) return true;
  }
  return false;
}

/**
 * Stops a PostgreSQL that outlived the platform (killed, out of memory), and removes a postmaster.pid whose number
 * now belongs to some other program. Stopping rather than adopting costs under a second and leaves one rule: the
 * server is always a child of the process that holds the folder. A postmaster.pid of a dead process stays: with it
 * PostgreSQL recognises its own surviving backends.
 */
export async function clearOrphan(data: string): Promise<'none' | 'stopped' | 'stale'> {
  const file = join(data, 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !alive(pid)) return 'none';
  if (!(await serves(pid, data))) {
    await rm(file, { force: true });
    return 'stale';
  }
  // Fast shutdown, then immediate (recovers at the next start), then by force.
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    process.kill(pid, signal);
    if (await ended(pid, seconds)) return 'stopped';
  }
  throw new Error(`PostgreSQL (process ${pid}) of ${data} does not stop. End it by hand and start again.`);
}
