/** Runs every benchmark of the package, one after the other. `--json` prints one object; exits 1 if any fails. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BENCHES = ['nightly', 'tree-scan'] as const;
const isJson = process.argv.includes('--json');

const reports = BENCHES.map((name) => {
  const path = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [path, ...process.argv.slice(2)], {
    stdio: ['ignore', isJson ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
  });
  const report: unknown = isJson && status !== null ? JSON.parse(stdout) : null;
  return { name, pass: status === 0, report };
});
const pass = reports.every((bench) => bench.pass);
if (isJson) console.log(JSON.stringify({ benches: reports, pass }, null, 2));
process.exitCode = pass ? 0 : 1;
