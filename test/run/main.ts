import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { checks } from './checks.ts';
import { root, run } from './process.ts';
import { countTests } from './report.ts';
import { ensureTools } from './tools.ts';

/**
 * `npm test`: everything a change must pass. First the checks, as many at a time as there are cores, each told in a
 * line when it is done; then the tests. Every step runs even when an earlier one failed, so that one run tells all.
 * Ends with `N passed, N failed`.
 */
const missing = await ensureTools();
if (missing.length > 0) {
  process.stderr.write(
    `Tests need: ${missing.join(', ')}. Install them (Debian: apt-get install ${missing.join(' ')}).\n`,
  );
  process.exit(1);
}

let passed = 0;
let failed = 0;
const waiting = checks.values();
/** Takes checks one after another until none is left. */
async function check(): Promise<void> {
  for (const { name, command, args } of waiting) {
    const started = Date.now();
    const { ok, output } = await run(command, args, { quiet: true });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n${ok ? '' : output}`);
    if (ok) passed++;
    else failed++;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, check));

const report = join(root, 'test/.artifacts/vitest.json');
await rm(report, { force: true });
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { ok } = await run(process.execPath, [
  vitest,
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
const counts = await countTests(report);
passed += counts.passed;
failed += counts.failed;
// A run that broke outside any test (a crashed worker, an unhandled rejection) is a failure too.
if (!ok && counts.failed === 0) failed++;

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
