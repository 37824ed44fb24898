import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../test/support/database.ts';
import { demoDatabase } from '../../../../test/support/demo.ts';
import { verifyAudit } from '../auditVerify.ts';
import { openArchive } from './archive.ts';
import { listTables } from './catalogue.ts';
import { NotEmpty, restoreBackup } from './restore.ts';
import { writeBackup } from './write.ts';

let folder: string;
let source: string;
let file: string;

/** Count and order-independent checksum of every table. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const sums: Record<string, string> = {};
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from ${name} t`,
    );
    sums[name] = rows[0].sum;
  }
  await client.end();
  return sums;
}

async function audit(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const report = await verifyAudit(client);
  await client.end();
  return report;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianfang-backup-'));
  source = (await demoDatabase()).url;
  file = join(folder, 'whole.zip');
  await writeBackup({ url: source, file });
}, 240_000);

test('a restored database has the same rows, checksums and audit as the one backed up', async () => {
  const target = await freshDatabase();
  const archive = await openArchive(file);
  await archive.verify();
  await restoreBackup({ url: target, archive, force: false });
  archive.close();
  const [before, after] = [await contents(source), await contents(target)];
  expect(Object.keys(before).length).toBeGreaterThan(30);
  expect(after).toEqual(before);
  const report = await audit(target);
  expect(report).toEqual(await audit(source));
  expect(report.faults).toEqual([]);
  // Sequences go on after the last id: a new unit does not collide.
  const client = new pg.Client({ connectionString: target });
  await client.connect();
  const { rows } = await client.query(
    `select nextval(pg_get_serial_sequence('org.unit', 'id')) > max(id) as free from org.unit`,
  );
  await client.end();
  expect(rows[0].free).toBe(true);
}, 120_000);

test('taken while others write, it is one moment: no half of a transaction', async () => {
  const client = new pg.Client({ connectionString: source });
  await client.connect();
  let writing = true;
  let pairs = 0;
  const writer = (async () => {
    while (writing) {
      pairs++;
      // The two halves land in the first and in one of the last tables of the archive.
      await client.query(`with a as (insert into access.verification (id, identifier, value, expires_at)
          values ('pair-${pairs}', 'x', 'x', now()))
        insert into reporting.slot (code, subject_kind, name_zh, name_en, opens_at, due_at, school_due_at, valid, source)
        values ('p${pairs}', 'none', '', '', '00:00', '00:01', '00:02', '(,)', 'pair-${pairs}')`);
    }
  })();
  const live = join(folder, 'live.zip');
  await writeBackup({ url: source, file: live });
  writing = false;
  await writer;
  await client.end();
  const archive = await openArchive(live);
  const halves = async (table: string) => {
    let text = '';
    for await (const chunk of await archive.table(table)) text += chunk;
    return [...text.matchAll(/pair-(\d+)/g)].map((m) => Number(m[1])).sort((a, b) => a - b);
  };
  const left = await halves('access.verification');
  expect(await halves('reporting.slot')).toEqual(left);
  expect(left.length).toBeLessThan(pairs);
  archive.close();
}, 120_000);

test('a database in use is not replaced unless told to, and a failing restore changes nothing', async () => {
  const before = await contents(source);
  const archive = await openArchive(file);
  await expect(restoreBackup({ url: source, archive, force: false })).rejects.toThrow(NotEmpty);
  const tables = archive.manifest.tables.map((t) =>
    t.name === 'reporting.slot' ? { ...t, rows: t.rows + 1 } : t,
  );
  const lying = { ...archive, manifest: { ...archive.manifest, tables } };
  await expect(restoreBackup({ url: source, archive: lying, force: true })).rejects.toThrow(
    /reporting\.slot/,
  );
  archive.close();
  expect(await contents(source)).toEqual(before);
}, 120_000);

test('the file is its owner’s only; a damaged or foreign one is refused with a sentence', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const bytes = await readFile(file);
  const damaged = join(folder, 'damaged.zip');
  const at = Math.floor(bytes.length / 2);
  await writeFile(
    damaged,
    Buffer.concat([bytes.subarray(0, at), Buffer.from([bytes[at]! ^ 0xff]), bytes.subarray(at + 1)]),
  );
  const archive = await openArchive(damaged);
  await expect(archive.verify()).rejects.toThrow();
  archive.close();
  await writeFile(join(folder, 'cut.zip'), bytes.subarray(0, at));
  await expect(openArchive(join(folder, 'cut.zip'))).rejects.toThrow(/not a backup|cut off/);
  await expect(openArchive(join(folder, 'none.zip'))).rejects.toThrow(/no file/);
});
