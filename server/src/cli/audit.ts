import type { Command } from 'commander';
import pg from 'pg';
import { type ChainFault, verifyAudit } from '../kernel/auditVerify.ts';
import { withDatabase } from './environment.ts';

const SAID: Readonly<Record<ChainFault['kind'], string>> = {
  altered: 'was altered',
  missing: 'follows a gap: rows before it are missing',
  unlinked: 'does not follow from the row before it',
  head: 'is not where the chain ended: rows after it are missing, or the head was changed',
};

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('the audit chain');
  audit
    .command('verify')
    .description('work out every hash of the audit again; exit code 1 names the first bad row of each chain')
    .option('--json', 'one JSON object on standard output')
    .action(async (options: { json?: boolean }) => {
      await withDatabase('audit verify', async ({ url }) => {
        const client = new pg.Client({ connectionString: url, application_name: 'lianfang-audit' });
        await client.connect();
        try {
          const report = await verifyAudit(client);
          if (options.json) console.log(JSON.stringify(report));
          else {
            for (const f of report.faults) {
              const what = f.verb ? ` (${f.verb} ${f.object}, ${f.at})` : '';
              console.log(`Chain of area ${f.areaId}: row ${f.seq}${what} ${SAID[f.kind]}.`);
            }
            const verdict =
              report.faults.length === 0 ? 'All chains are whole' : `${report.faults.length} bad`;
            console.log(`${verdict}: ${report.areas} areas, ${report.entries} rows.`);
          }
          if (report.faults.length > 0) process.exitCode = 1;
        } finally {
          await client.end();
        }
      });
    });
}
