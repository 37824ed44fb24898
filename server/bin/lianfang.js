#!/usr/bin/env node
// Plain JavaScript that any Node can read: finds the Node this release is pinned to and runs the program with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const program = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const pinned = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  await import('../src/cli.ts');
} else if (existsSync(pinned)) {
  const child = spawn(pinned, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
} else {
  console.error(
    `LianFang needs Node ${NEEDED}; this is ${process.versions.node}. It comes with the program: run "npm ci" in its ` +
      'folder (without --ignore-scripts and --omit=dev), or install Node 24.',
  );
  process.exit(1);
}
