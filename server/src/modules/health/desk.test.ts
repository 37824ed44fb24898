import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CheckBench, checkBench } from '../../../../test/support/checks.ts';

let bench: CheckBench;
beforeAll(async () => {
  bench = await checkBench();
});
afterAll(() => bench.close());

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'accepted',
    (e: { code: string }) => e.code,
  );

test('a zero report is durable, a retry gets the same answer and changes nothing', async () => {
  const check = bench.check('S1-G1-1');
  const first = await bench.submit(check);
  expect(first).toMatchObject({ id: check.id, outcome: 'zero', receivedAt: '2026-11-18T07:00:00.000Z' });
  bench.clock.set('2026-11-18T15:05:00+08:00');
  expect(await bench.submit(check)).toEqual(first);
  const { rows } = await bench.owner.query(
    'select count(*)::int as n, max(enrolled) as enrolled from health.check_report where unit_id = $1',
    [bench.world.id('S1-G1-1')],
  );
  expect(rows).toEqual([{ n: 1, enrolled: 10 }]);
  const chain = await bench.owner.query(
    `select verb, holding, detail->>'slot' as slot from kernel.audit_entry where object = $1`,
    [`check:${check.id}`],
  );
  expect(chain.rows).toEqual([
    { verb: 'check.submit', holding: `class-teacher@${bench.world.id('PROV')}`, slot: 'morning' },
  ]);
});

test('the same id with other content, another id with other content: refused; with the same content: noted', async () => {
  const check = bench.check('S1-G1-2');
  await bench.submit(check);
  const ill = { personId: bench.people('S1-G1-2')[0]!, kind: 'absent_ill' as const };
  expect(await code(bench.submit({ ...check, exceptions: [ill] }))).toBe('health.id-reused');
  const other = bench.check('S1-G1-2', { exceptions: [ill] });
  await expect(bench.submit(other)).rejects.toMatchObject({
    code: 'health.already-reported',
    params: { current: check.id },
  });
  const backup = bench.check('S1-G1-2');
  const noted = await bench.submit(backup);
  expect(noted.sameAs).toBe(check.id);
  expect(await bench.submit(backup)).toEqual(noted);
});

test('a correction names the current report and a reason, and moves the figures', async () => {
  const [a, b] = bench.people('S1-G6-1');
  const first = bench.check('S1-G6-1', {
    exceptions: [{ personId: a!, kind: 'absent_ill', symptoms: ['fever', 'cough'] }],
  });
  await bench.submit(first);
  const second = bench.check('S1-G6-1', {
    exceptions: [{ personId: b!, kind: 'late' }],
    corrects: first.id,
    reason: '点错了人',
  });
  expect(await code(bench.submit({ ...second, reason: undefined }))).toBe('health.correction-incomplete');
  await bench.submit(second);
  expect(await code(bench.submit(bench.check('S1-G6-1', { corrects: first.id, reason: '再改' })))).toBe(
    'health.superseded',
  );
  expect(await code(bench.submit(bench.check('S1-G6-2', { corrects: first.id, reason: '改' })))).toBe(
    'health.nothing-to-correct',
  );
  const day = await bench.owner.query(
    `select reported, enrolled, absent_ill, late from health.school_day where school_id = $1`,
    [bench.world.id('S1')],
  );
  expect(day.rows).toEqual([{ reported: 3, enrolled: 30, absent_ill: 0, late: 1 }]);
  const symptoms = await bench.owner.query(
    'select symptom, count from health.symptom_day where school_id = $1 order by symptom',
    [bench.world.id('S1')],
  );
  expect(symptoms.rows).toEqual([
    { symptom: 'cough', count: 0 },
    { symptom: 'fever', count: 0 },
  ]);
});

test('a measured round marks those above the cut-off, and keeps every temperature', async () => {
  const staff = bench.people('S1-OF');
  const measured = staff.map((personId, i) => ({ personId, celsius: [37.3, 37.4, 36.5][i] ?? 36.6 }));
  const check = bench.check('S1-OF', { measured });
  await bench.submit(check);
  const found = await bench.owner.query(
    'select person_id, kind, symptoms, temperature from health.check_exception where check_id = $1',
    [check.id],
  );
  expect(found.rows).toEqual([
    { person_id: staff[1], kind: 'present_ill', symptoms: ['fever'], temperature: 37.4 },
  ]);
  const kept = await bench.owner.query('select celsius from health.measurement where check_id = $1', [
    check.id,
  ]);
  expect(kept.rowCount).toBe(10);
});

test('an office of an authority stands for itself, a dormitory counts its boarders', async () => {
  await bench.submit(bench.check('CA-OF'));
  bench.clock.set('2026-11-18T21:00:00+08:00');
  await bench.submit(bench.check('S2-D1', { slot: 'evening' }));
  const { rows } = await bench.owner.query(
    'select school_id, slot, enrolled from health.school_day where school_id = any($1) order by slot',
    [[bench.world.id('CA'), bench.world.id('CA-OF'), bench.world.id('S2')]],
  );
  expect(rows).toEqual([
    { school_id: bench.world.id('S2'), slot: 'evening', enrolled: 40 },
    { school_id: bench.world.id('CA-OF'), slot: 'morning', enrolled: 10 },
  ]);
});

test('somebody who joined a moment ago can be named before the news has gone round', async () => {
  await bench.submit(bench.check('S3-G1-1'));
  const { rows } = await bench.owner.query(
    `insert into people.person (area_id, kind, unit_id, school_id, lineage, name, joined_on)
     select area_id, 'student', id, school_id, lineage, '新生', '2026-11-18' from org.unit where id = $1
     returning id::text, lineage`,
    [bench.world.id('S3-G1-1')],
  );
  await bench.owner.query(
    `insert into people.placement (person_id, unit_id, lineage, valid) values ($1, $2, $3, '[2026-11-18,)')`,
    [rows[0].id, bench.world.id('S3-G1-1'), rows[0].lineage],
  );
  const noon = bench.check('S3-G1-1', { slot: 'noon', exceptions: [{ personId: rows[0].id, kind: 'late' }] });
  expect(await bench.submit(noon)).toMatchObject({ outcome: 'data' });
  const yesterday = bench.check('S3-G1-1', { period: '2026-11-17', exceptions: noon.exceptions });
  expect(await code(bench.submit(yesterday))).toBe('health.person-foreign');
});

test('an id that another unit has used is refused, and harms none of those in its batch', async () => {
  const check = bench.check('S2-G7-1');
  await bench.submit(check);
  bench.clock.set('2026-11-18T13:30:00+08:00');
  const outcomes = await Promise.allSettled([
    bench.submit(bench.check('S2-G7-2')),
    bench.submit(bench.check('S2-G7-1', { id: check.id, slot: 'noon' })),
    bench.submit(bench.check('S2-G9-1')),
  ]);
  expect(outcomes.map((o) => (o.status === 'rejected' ? o.reason.code : o.value.outcome))).toEqual([
    'zero',
    'health.id-reused',
    'zero',
  ]);
});
