import type { Command } from 'commander';
import { readConfig } from '../kernel/config.ts';
import { startServer } from '../main.ts';
import { buildWeb } from './build.ts';
import { variablesHelp } from './environment.ts';

const say = (line: string) => console.log(line);

export function addStart(program: Command): void {
  program
    .command('start')
    .description('start the platform: database, web pages and API')
    .addHelpText('after', variablesHelp())
    .action(async () => {
      const config = readConfig(process.env);
      await buildWeb({ say });
      const server = await startServer(config, say);
      say(`\n联防 LianFang  ${server.address}`);
      if (server.setupLink)
        say(`首次使用,请打开一次性初始化链接 / First run, open this one-time link:\n  ${server.setupLink}`);
      say('按 Ctrl-C 停止 / Ctrl-C stops it.');
      let stopping = false;
      const stop = (signal: string) => {
        if (stopping) process.exit(1);
        stopping = true;
        say(`\n${signal}: 正在停止 / stopping …`);
        server.close().then(
          () => process.exit(0),
          (error: Error) => {
            console.error(error.message);
            process.exit(1);
          },
        );
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
      server.lost.then((error) => {
        console.error(`PostgreSQL does not come back: ${error.message}`);
        process.exit(1);
      });
    });
}
