import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '@lianfang/server/kernel/postgres';
import { boardBench } from './board-bench.ts';
import { ingestBench } from './ingest-bench.ts';
import { printTable, type Report } from './report.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(`npm run bench -- [--json] [--seconds N] [--only ingest|board]

ingest  durable checks a second over HTTP (authentication, validation, authorisation, roll-up, audit) at 1/8/32/64
        connections, against single-row INSERT and an echo route in the same run
board   county and province board queries at demo size and at 100×; commit to screen
--json  one object on standard output; progress goes to standard error
`);
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'lianfang-bench-'));
const say = (line: string) => process.stderr.write(`${line}\n`);
const seconds = Number(values.seconds);
const postgres = await startPostgres(folder);
try {
  const report: Report = {
    machine: { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version },
    ...(values.only !== 'board' && { ingest: await ingestBench(postgres.url, folder, seconds, say) }),
    ...(values.only !== 'ingest' && (await boardBench(postgres.url, folder, say))),
  };
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : printTable(report));
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
