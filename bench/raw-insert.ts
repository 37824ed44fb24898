import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { now } from './statistics.ts';

/**
 * The limit: one row a transaction straight into PostgreSQL, by the same driver, into a table of the columns, key and
 * index of health.check_report; no authentication, validation, roll-up or audit. Rows a second.
 */
export async function rawInsert(url: string, connections: number, seconds: number): Promise<number> {
  const setup = new pg.Client({ connectionString: url });
  await setup.connect();
  await setup.query(`drop schema if exists bench cascade; create schema bench;
    create table bench.raw_check (like health.check_report including defaults including constraints including indexes)`);
  await setup.end();
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  let rows = 0;
  const end = now() + seconds * 1000;
  await Promise.all(
    clients.map(async (client, i) => {
      for (let n = 0; now() < end; n++) {
        const at = new Date().toISOString();
        await client.query({
          name: 'raw',
          text: `insert into bench.raw_check (id, area_id, unit_id, school_id, lineage, period, slot, outcome, enrolled,
              absent_ill, absent_other, late, present_ill, made_at, received_at, account_id, digest)
            values ($1, $2, $3, $4, $5, '2026-11-18', 'morning', 'data', 45, 1, 0, 0, 1, $6, $6, 'bench', $7)`,
          values: [
            uuid7(),
            '3',
            String(100_000 + i * 1000 + (n % 1000)),
            String(1000 + i),
            '{1,2,3,40,1000,100000}',
            at,
            randomBytes(32),
          ],
        });
        rows++;
      }
    }),
  );
  await Promise.all(clients.map((c) => c.end()));
  return rows / seconds;
}

/** RFC 9562 version 7: 48 bits of milliseconds, then random. */
export function uuid7(at = Date.now()): string {
  const b = randomBytes(16);
  b.writeUIntBE(at, 0, 6);
  b[6] = (b[6]! & 0x0f) | 0x70;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const h = b.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}
