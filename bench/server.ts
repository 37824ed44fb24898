import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  readonly origin: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a script in its own process and waits for the address it prints. */
export async function startProcess(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<ServerProcess> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let output = '';
  const origin = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (found) done(found[0]);
    });
    child.once('exit', () => fail(new Error(`${script} stopped while starting:\n${output}`)));
  });
  return {
    origin,
    process: child,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** The platform on a given database, as `lianfang start` runs it. */
export function startPlatform(databaseUrl: string, folder: string): Promise<ServerProcess> {
  return startProcess('../server/src/cli.ts', ['start'], {
    DATABASE_URL: databaseUrl,
    LIANFANG_DATA: folder,
    PORT: '0',
    LOG_LEVEL: 'error',
  });
}
