import pg from 'pg';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { startJobs } from './jobs.ts';

test('jobs keep their schedule in a schema of their own, in the zone of the deployment', async () => {
  const url = await freshDatabase();
  const jobs = startJobs(url, 'Asia/Shanghai', pino({ level: 'silent' }));
  jobs.every('remind', '* * * * *', async () => {});
  await jobs.stop();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select name, cron, timezone from pgboss.schedule');
  await client.end();
  expect(rows).toEqual([{ name: 'remind', cron: '* * * * *', timezone: 'Asia/Shanghai' }]);
});
