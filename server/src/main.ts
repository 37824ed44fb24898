import { buildApp } from './app.ts';
import { openDemoDay } from './demo/calendar.ts';
import { aheadOf, runningClock } from './kernel/clock.ts';
import type { Config } from './kernel/config.ts';
import { columnCrypto } from './kernel/crypto.ts';
import { lockFolder } from './kernel/dataLock.ts';
import { assertUnprivileged, connect } from './kernel/db.ts';
import { listen } from './kernel/events.ts';
import { makeLogger } from './kernel/logging.ts';
import { migrate } from './kernel/migrate.ts';
import { startPostgres } from './kernel/postgres.ts';
import { checkSecret, loadSecret } from './kernel/secret.ts';
import { DemoLoading, isDemo, isSetUp, openSetup } from './modules/setup/index.ts';

export interface RunningServer {
  readonly address: string;
  /** On a platform that is not set up yet: where to begin. Works once, until the next start. */
  readonly setupLink: string | undefined;
  /** Settles if the embedded PostgreSQL dies and cannot be started again. */
  readonly lost: Promise<Error>;
  /** Answers what is under way, then stops in reverse order. */
  close(): Promise<void>;
}

/** After this, connections that are still open (live streams) are cut. Milliseconds. */
const PATIENCE = 5000;

/** LIANFANG_DEMO=1: the first start on an empty platform loads the demo county before it serves. */
async function loadDemoOnce(services: Parameters<DemoLoading['run']>[0], say: (line: string) => void) {
  if (await services.db.tx([], isSetUp)) return;
  say('正在载入演示县（虚构数据，约半分钟）… Loading the demo county (fictional, half a minute) …');
  const loading = new DemoLoading();
  const timer = setInterval(() => say(`  ${Math.round(loading.progress.fraction * 100)} %`), 3000);
  await loading.run(services).finally(() => clearInterval(timer));
}

/**
 * Starts everything in order; what was started is stopped again when a later step fails, or when `signal` aborts the
 * start (Ctrl-C while the demo county loads).
 */
export async function startServer(
  config: Config,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<RunningServer> {
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  const logger = makeLogger(config.logLevel);
  const started = new AbortController();
  let lose: (error: Error) => void;
  const lost = new Promise<Error>((done) => {
    lose = done;
  });
  try {
    const lock = await lockFolder(config.dataFolder, 'start');
    undo.push(lock.release);
    const aheadMs = config.clockStart ? aheadOf(config.clockStart) : 0;
    await lock.update({ aheadMs });
    const secret = await loadSecret(config.dataFolder, config.secret);
    let url = config.databaseUrl;
    if (!url) {
      say('正在启动数据库 / Starting the database …');
      const postgres = await startPostgres(
        config.dataFolder,
        {},
        {
          onRestart: () => logger.warn('PostgreSQL went away; starting it again'),
          onLost: (error) => lose(error),
        },
      );
      undo.push(postgres.stop);
      // Whatever waits for the database then fails, and the start is undone. Of a platform that has started the database
      // goes last, when what was on its way is answered.
      signal.addEventListener('abort', () => void postgres.stop(), { signal: started.signal });
      signal.throwIfAborted();
      await lock.update({ postgresPort: postgres.port });
      url = postgres.url;
    }
    const { applied } = await migrate(url);
    if (applied.length > 0) logger.info({ applied }, 'migrated');
    const clock = runningClock(config.zone, aheadMs);
    const db = connect(url, { aheadMs });
    undo.push(db.close);
    await assertUnprivileged(db);
    await checkSecret(db, secret);
    if (config.demo) await loadDemoOnce({ db, clock, crypto: columnCrypto(secret) }, say);
    if (await db.tx([], isDemo)) await openDemoDay(db, clock);
    const events = await listen(url, () => logger.info('listening for changes again'));
    undo.push(events.close);
    const app = await buildApp({
      db,
      databaseUrl: url,
      events,
      clock,
      secret,
      logger,
      ...(config.baseUrl && { baseUrl: config.baseUrl }),
      ...(config.metricsToken && { metricsToken: config.metricsToken }),
    });
    undo.push(async () => {
      const cut = setTimeout(() => app.server.closeAllConnections(), PATIENCE);
      await app.close();
      clearTimeout(cut);
    });
    const listening = await app
      .listen({ port: config.port, host: config.host })
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        throw new Error(
          `Port ${config.port} of ${config.host} is in use by another program. Choose another with PORT.`,
        );
      });
    const address = config.baseUrl ?? listening;
    await lock.update({ address });
    const token = await openSetup(db);
    signal.throwIfAborted();
    started.abort();
    return { address, setupLink: token && `${address}/setup#token=${token}`, lost, close };
  } catch (error) {
    await close();
    throw error;
  }
}
