import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseUrl } from './cluster.ts';

/** A fresh, migrated database of this test file's own. Returns its owner's connection string. */
export async function freshDatabase(): Promise<string> {
  const clusterUrl = inject('clusterUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`create database ${name} template lianfang_template`);
  await client.end();
  return databaseUrl(clusterUrl, name);
}
