import type { Command } from 'commander';
import { readConfig } from '../kernel/config.ts';
import type { RunningServer } from '../main.ts';
import { buildWeb } from './build.ts';
import { CliError, variablesHelp } from './environment.ts';

const say = (line: string) => console.log(line);

function fatal(error: Error): never {
  console.error(error.message);
  process.exit(1);
}

/**
 * Started by `npm start`, we run below a shell of npm's. Killing npm kills that shell, which tells us nothing: so we
 * stop when the process above us is gone. (`exec` in the script would do on Unix only.)
 */
function onParentGone(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

export function addStart(program: Command): void {
  program
    .command('start')
    .description('start the platform: database, web pages and API')
    .addHelpText('after', variablesHelp())
    .action(async () => {
      const config = readConfig(process.env);
      await buildWeb({ say });
      const starting = new AbortController();
      let server: RunningServer | undefined;
      let stoppingSince = 0;
      const stop = (why: string) => {
        // Ctrl-C reaches us twice below npm: from the terminal and from npm. A later one means: at once.
        if (stoppingSince > 0 && Date.now() - stoppingSince > 1000) process.exit(1);
        if (stoppingSince > 0) return;
        stoppingSince = Date.now();
        say(`\n${why}: 正在停止 / stopping …`);
        starting.abort(new CliError('Stopped while starting.'));
        server?.close().then(() => process.exit(0), fatal);
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
      onParentGone(() => stop('npm has ended'));
      try {
        // Loaded here: other commands need not wait for the whole server.
        const { startServer } = await import('../main.ts');
        server = await startServer(config, say, starting.signal);
      } catch (error) {
        throw starting.signal.aborted ? starting.signal.reason : error;
      }
      server.lost.then((error) => fatal(new Error(`PostgreSQL does not come back: ${error.message}`)));
      say(`\n联防 LianFang  ${server.address}`);
      if (server.setupLink) {
        say(`首次使用，请打开一次性初始化链接 / First run, open this one-time link:\n  ${server.setupLink}`);
      }
      say('按 Ctrl-C 停止 / Ctrl-C stops it.');
    });
}
