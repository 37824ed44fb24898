import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../test/support/database.ts';

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: await freshDatabase() });
  await client.connect();
  await client.query(`
    insert into org.unit (id, code, kind, name, parent_id, area_id, school_id, lineage, opened_on)
      overriding system value values
      (1, 'c', 'county', '县', null, 1, null, '{1}', '2020-01-01'),
      (2, 's', 'school', '校', 1, 1, 2, '{2,1}', '2020-01-01'),
      (3, 'k', 'class', '班', 2, 1, 2, '{3,2,1}', '2020-01-01'),
      (4, 'o', 'office', '处', 2, 1, 2, '{4,2,1}', '2020-01-01');
    insert into org.unit_version (unit_id, valid, name, parent_id, area_id, school_id, lineage)
      select id, daterange(opened_on, null), name, parent_id, area_id, school_id, lineage from org.unit`);
});
afterAll(() => client.end());

const inForce = async (unit: number, date: string) =>
  (
    await client.query<{ code: string; due_at: string }>(
      'select code, due_at from published.slots_in_force($1, $2)',
      [unit, date],
    )
  ).rows.map((r) => `${r.code} ${r.due_at.slice(0, 5)}`);

test('a class, an office and a school each owe the slots of their kind', async () => {
  expect(await inForce(3, '2026-11-18')).toEqual(['morning 08:30', 'noon 14:00']);
  expect(await inForce(4, '2026-11-18')).toEqual(['morning 09:00', 'noon 14:00']);
  expect(await inForce(2, '2026-11-18')).toEqual(['daily 17:00']);
});

test('the nearest unit above replaces the whole set of a code, from its date on', async () => {
  await client.query(`insert into reporting.slot
    (code, unit_id, subject_kind, name_zh, name_en, opens_at, due_at, school_due_at, valid, enabled, source) values
    ('morning', 1, 'class', '晨检', 'M', '06:00', '08:00', '09:00', '[2026-11-01,)', true, '县'),
    ('noon', 1, 'class', '午检', 'N', '11:00', '13:00', '13:30', '[2026-11-01,)', false, '县'),
    ('morning', 2, 'class', '晨检', 'M', '06:00', '07:50', '09:00', '[2026-11-16,)', true, '校')`);
  expect(await inForce(3, '2026-10-31')).toEqual(['morning 08:30', 'noon 14:00']);
  expect(await inForce(3, '2026-11-15')).toEqual(['morning 08:00']);
  expect(await inForce(3, '2026-11-18')).toEqual(['morning 07:50']);
  expect(await inForce(4, '2026-11-18')).toEqual([]); // 'morning' of the county names classes only; noon is off
});

test('two rows for the same unit, code and kind cannot overlap in time', async () => {
  await expect(
    client.query(`insert into reporting.slot
      (code, unit_id, subject_kind, name_zh, name_en, opens_at, due_at, school_due_at, valid, source) values
      ('morning', 1, 'class', '晨检', 'M', '06:00', '08:00', '09:00', '[2026-12-01,)', '县')`),
  ).rejects.toThrow(/slot_no_overlap/);
});
