import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  readonly ok: boolean;
  /** With `quiet`: what it wrote. */
  readonly output: string;
}

/** Runs a command in the repository; with `quiet`, its output is kept for the caller instead of shown. */
export async function run(
  command: string,
  args: readonly string[],
  options: { quiet?: boolean } = {},
): Promise<Ran> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      NO_COLOR: '1',
    },
  });
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((done) => {
    child.once('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      done(1);
    });
    child.once('close', done);
  });
  return { ok: code === 0, output: Buffer.concat(output).toString() };
}
