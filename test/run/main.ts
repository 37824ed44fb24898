import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checks } from './checks.ts';
import { root, run } from './process.ts';
import { countTests } from './report.ts';
import { ensureTools } from './tools.ts';

/**
 * `npm test`: everything a change must pass, in the order in which a mistake is cheapest to find. Every step runs
 * even when an earlier one failed, so that one run tells all. Ends with `N passed, N failed`.
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
for (const check of checks) {
  const started = Date.now();
  const ok = await run(check.command, check.args, { quiet: true });
  process.stdout.write(
    `${ok ? 'ok  ' : 'FAIL'} ${check.name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (ok) passed++;
  else failed++;
}

const report = join(root, 'test/.artifacts/vitest.json');
await rm(report, { force: true });
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const ok = await run(process.execPath, [
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
