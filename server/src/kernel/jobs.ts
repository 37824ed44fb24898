import type { FastifyBaseLogger } from 'fastify';
import { PgBoss } from 'pg-boss';

/** Work that happens by itself. Handlers are idempotent: a job may run twice, or late. */
export interface Jobs {
  /** Runs `work` at the minutes of a cron line, local to the deployment; one process of the platform at a time. */
  every(name: string, cron: string, work: () => Promise<void>): void;
  stop(): Promise<void>;
}

export const noJobs: Jobs = { every: () => {}, stop: async () => {} };

/**
 * Jobs by pg-boss, in a schema of its own ('pgboss'), as the owner of the database. It starts in the background:
 * the platform answers before its first job can run, and goes on answering if jobs cannot start (logged).
 */
export function startJobs(databaseUrl: string, zone: string, log: FastifyBaseLogger): Jobs {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: 'pgboss',
    application_name: 'lianfang-jobs',
    max: 2,
  });
  boss.on('error', (error) => log.warn(error, 'jobs'));
  const started = boss.start().catch((error: unknown) => {
    log.error(error, 'jobs did not start');
    return null;
  });
  let last: Promise<unknown> = started;
  return {
    every(name, cron, work) {
      last = last.then(async () => {
        if (!(await started)) return;
        // A run that is still going is not joined by a second one; a failed run is not repeated: the next one is due
        // within the hour and every handler looks at the state as it is.
        await boss.createQueue(name, { policy: 'exclusive', retryLimit: 0, deleteAfterSeconds: 86_400 });
        await boss.schedule(name, cron, null, { tz: zone });
        await boss.work(name, { pollingIntervalSeconds: 10 }, async () => {
          await work().catch((error: unknown) => {
            log.error(error, `job ${name} failed`);
            throw error;
          });
        });
      });
      last.catch((error: unknown) => log.error(error, `job ${name} is not scheduled`));
    },
    async stop() {
      await last.catch(() => {});
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
