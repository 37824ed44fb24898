import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/** What the holder of a data folder tells others: `run.json` in the folder, readable by its owner only. */
export interface RunFile {
  readonly pid: number;
  /** 'start', 'backup', ... */
  readonly command: string;
  readonly startedAt: string;
  /** The holder answers on this local port with this token: a process id alone may be another program's by now. */
  readonly lockPort: number;
  readonly token: string;
  /** Of the embedded PostgreSQL, once it is up. */
  readonly postgresPort?: number;
  /** How far the holder's clock is ahead of the machine's (LIANFANG_CLOCK). Milliseconds. */
  readonly aheadMs?: number;
  /** Where the web page is, once it is served. */
  readonly address?: string;
}

export interface DataLock {
  update(change: Partial<Pick<RunFile, 'postgresPort' | 'aheadMs' | 'address'>>): Promise<void>;
  release(): Promise<void>;
}

/** Another live process holds the folder. */
export class FolderInUse extends Error {
  readonly holder: RunFile;
  constructor(folder: string, holder: RunFile) {
    super(
      `${folder} is in use by "lianfang ${holder.command}" (process ${holder.pid}, since ${holder.startedAt})` +
        `${holder.address ? `; it serves ${holder.address}` : ''}. ` +
        'Stop it first, or choose another folder with LIANFANG_DATA.',
    );
    this.name = 'FolderInUse';
    this.holder = holder;
  }
}

const fileOf = (folder: string) => join(folder, 'run.json');

async function read(file: string): Promise<RunFile | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RunFile;
  } catch {
    return undefined;
  }
}

function answers(run: RunFile): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port: run.lockPort, timeout: 3000 });
    let heard = '';
    const end = () => {
      socket.destroy();
      done(heard === run.token);
    };
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    socket.on('end', end).on('error', end).on('timeout', end);
  });
}

/** The live holder of the folder, if any. */
export async function holderOf(folder: string): Promise<RunFile | undefined> {
  const run = await read(fileOf(folder));
  return run && (await answers(run)) ? run : undefined;
}

/**
 * Takes the folder for this process. A file left by a killed process is moved away first; should that turn out to
 * be a file made in between, it is put back.
 * @throws FolderInUse
 */
export async function lockFolder(folder: string, command: string): Promise<DataLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder);
  const token = randomBytes(12).toString('hex');
  const server = createServer((socket) => socket.on('error', () => {}).end(token));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  let run: RunFile = {
    pid: process.pid,
    command,
    startedAt: new Date().toISOString(),
    lockPort: (server.address() as { port: number }).port,
    token,
  };
  for (;;) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(JSON.stringify(run));
      await handle.close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = await holderOf(folder);
      if (holder) {
        server.close();
        throw new FolderInUse(folder, holder);
      }
      const aside = `${file}.${token}`;
      await rename(file, aside).catch(() => {});
      const moved = await read(aside);
      if (moved && (await answers(moved))) await rename(aside, file);
      else await rm(aside, { force: true });
    }
  }
  return {
    async update(change) {
      run = { ...run, ...change };
      await writeFile(`${file}.new`, JSON.stringify(run), { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    async release() {
      if ((await read(file))?.token === token) await rm(file, { force: true });
      server.close();
    },
  };
}
