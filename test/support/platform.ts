import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../run/process.ts';

/** The platform as a user starts it: its own process, its own data folder, its own PostgreSQL. */
export interface Platform {
  readonly url: string;
  /** The one-time link printed on first run, if it was. */
  readonly setupLink: string | undefined;
  readonly process: ChildProcess;
  readonly folder: string;
  readonly output: () => string;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Keep the data folder when stopping. */
  readonly keep?: boolean;
  readonly timeoutMs?: number;
}

/** Starts `lianfang start` on a free port and waits for the address it prints. */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lianfang-platform-')));
  const child = spawn(process.execPath, [join(root, 'server/src/cli.ts'), 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: '0', LIANFANG_DATA: folder, NO_COLOR: '1', ...options.env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const deadline = Date.now() + (options.timeoutMs ?? 120_000);
  let url: string | undefined;
  while (!url) {
    if (child.exitCode !== null) throw new Error(`The platform stopped while starting:\n${output}`);
    if (Date.now() > deadline) throw new Error(`The platform did not print its address:\n${output}`);
    await new Promise((r) => setTimeout(r, 100));
    // The last line of a start; the address and the set-up link stand above it.
    if (output.includes('Ctrl-C')) url = /LianFang\s+(http\S+)/.exec(output)?.[1];
  }
  return {
    url,
    setupLink: /https?:\/\/\S+\/setup#token=\S+/.exec(output)?.[0],
    process: child,
    folder,
    output: () => output,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      if (!options.keep) await rm(folder, { recursive: true, force: true });
    },
  };
}
