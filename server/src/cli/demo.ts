import type { Command } from 'commander';
import { columnCrypto } from '../kernel/crypto.ts';
import { checkSecret, loadSecret } from '../kernel/secret.ts';
import { DemoLoading, isSetUp } from '../modules/setup/index.ts';
import { CliError, withDatabase } from './environment.ts';

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('load the fictional demo county into an empty platform')
    .action(async () => {
      await withDatabase('demo', async ({ config, db, clock }) => {
        if (await db.tx([], isSetUp)) {
          throw new CliError(
            'This platform is set up already; the demo county goes into an empty one. Choose another folder with LIANFANG_DATA.',
          );
        }
        const secret = await loadSecret(config.dataFolder, config.secret);
        await checkSecret(db, secret);
        const loading = new DemoLoading();
        const show = () => {
          const { step, fraction } = loading.progress;
          console.log(`${String(Math.round(fraction * 100)).padStart(3)} %  ${step ?? ''}`);
        };
        const timer = setInterval(show, 2000);
        const services = { db, clock, crypto: columnCrypto(secret) };
        await loading.run(services).finally(() => clearInterval(timer));
        console.log('100 %  The demo county is loaded; the login page offers its accounts.');
      });
    });
}
