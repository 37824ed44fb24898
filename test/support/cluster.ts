import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@lianfang/server/kernel/migrate';
import { startPostgres } from '@lianfang/server/kernel/postgres';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
    /** A folder for what workers keep from file to file; goes with the cluster. */
    scratch: string;
  }
}

/**
 * One real PostgreSQL for the whole run, with a migrated template database; each test file clones it (~50 ms)
 * and drops nothing: the cluster goes as a whole. fsync is off here only: durability has its own tests.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lianfang-test-'));
  const cluster = await startPostgres(folder, {
    fsync: 'off',
    max_connections: '200',
    shared_buffers: '256MB',
  });
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query('create database lianfang_template');
  await client.end();
  await migrate(databaseUrl(cluster.url, 'lianfang_template'));
  project.provide('clusterUrl', cluster.url);
  const scratch = await mkdtemp(join(tmpdir(), 'lianfang-scratch-'));
  project.provide('scratch', scratch);
  return async () => {
    await cluster.stop();
    for (const made of [folder, scratch]) await rm(made, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function databaseUrl(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  return url.href;
}
