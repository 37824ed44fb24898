import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CheckBench, checkBench } from '../../../../test/support/checks.ts';

let bench: CheckBench;
beforeAll(async () => {
  bench = await checkBench();
});
afterAll(() => bench.close());

const TABLES = [
  'kernel.receipt',
  'health.check_report',
  'health.check_current',
  'health.check_exception',
  'health.school_day',
  'health.symptom_day',
];
async function kept(): Promise<Readonly<Record<string, object[]>>> {
  const found: Record<string, object[]> = {};
  for (const table of TABLES) {
    const { rows } = await bench.owner.query(`select * from ${table} order by 1, 2, 3, 4`);
    found[table] = rows.map(({ updated_at: _, ...row }) => row);
  }
  return found;
}

test('checks once filed under the authority are filed anew as they would be today', async () => {
  const [a, b] = bench.people('CA-OF');
  await bench.submit(
    bench.check('CA-OF', {
      exceptions: [
        { personId: a!, kind: 'absent_ill', symptoms: ['fever', 'cough'] },
        { personId: b!, kind: 'present_ill', symptoms: ['cough'] },
      ],
    }),
  );
  await bench.submit(bench.check('S1-OF'));
  const today = await kept();
  const [county, office] = [bench.world.id('CA'), bench.world.id('CA-OF')];
  for (const table of TABLES)
    await bench.owner.query(`update ${table} set school_id = $1 where school_id = $2`, [county, office]);
  expect(await kept()).not.toEqual(today);
  const file = new URL('../../../migrations/0420_standing_units.sql', import.meta.url);
  await bench.owner.query(`begin; ${await readFile(file, 'utf8')}; commit`);
  expect(await kept()).toEqual(today);
});
