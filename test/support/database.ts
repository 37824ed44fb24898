import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseUrl } from './cluster.ts';

/** A database of this test file's own, cloned from another. Returns its owner's connection string. */
export async function clone(template: string): Promise<string> {
  const clusterUrl = inject('clusterUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  return databaseUrl(clusterUrl, name);
}

/** A fresh, migrated database. */
export const freshDatabase = (): Promise<string> => clone('lianfang_template');

/** A database that has never been used. */
export const blankDatabase = (): Promise<string> => clone('template1');
