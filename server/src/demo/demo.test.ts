import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '../../../test/support/access.ts';
import { type TestApp, testApp } from '../../../test/support/app.ts';
import { DEMO_NOW, demoDatabase } from '../../../test/support/demo.ts';
import { verifyAudit } from '../kernel/auditVerify.ts';
import type { Database } from '../kernel/db.ts';
import { digestOf } from '../modules/health/index.ts';
import { checkCharacter } from '../modules/people/values/idNumber.ts';
import { COUNTY } from './county.ts';
import { identityNumber } from './names.ts';
import { DEMO_PASSWORD } from './password.ts';

let t: TestApp;
let db: Database;
let steps: readonly string[];
beforeAll(async () => {
  const demo = await demoDatabase();
  steps = demo.steps;
  t = await testApp({ now: DEMO_NOW, url: demo.url });
  db = t.db;
}, 180_000);
afterAll(() => t.close());

async function all<T>(query: string): Promise<readonly T[]> {
  return db.tx('*', async (tx) => (await sql.raw<T>(query).execute(tx)).rows, 'read');
}
const inCounty = `area_id = (select id from org.unit where code = '${COUNTY}')`;

describe('size and story', () => {
  test('is sized as clauses S3: 60 schools, 5,000 staff, 40,000 pupils in the county', async () => {
    const [schools] = await all<{ n: number }>(`select count(*)::int as n from org.unit u
      where ${inCounty} and kind in ('school', 'kindergarten')`);
    expect(schools!.n).toBe(60);
    const people = await all<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from people.person where ${inCounty} group by 1 order by 1`,
    );
    expect(people[0]!.n).toBeGreaterThan(4800);
    expect(people[0]!.n).toBeLessThan(5400);
    expect(people[1]!.n).toBeGreaterThan(39_000);
    expect(people[1]!.n).toBeLessThan(41_000);
  });

  test('tells of twenty school days and of this morning until now', async () => {
    const days = await all<{ period: string; n: number; last: string }>(`
      select period, count(*)::int as n, max(received_at) as last from health.check_report where slot = 'morning'
      and ${inCounty} group by 1 order by 1`);
    expect(days).toHaveLength(21);
    expect(days[0]!.period).toBe('2026-10-21');
    expect(days.at(-1)!.period).toBe('2026-11-18');
    expect(days.at(-1)!.n).toBeGreaterThan(100);
    expect(days.at(-1)!.n).toBeLessThan(days[0]!.n);
    expect(days.at(-1)!.last <= '2026-11-18T00:10:00.000Z').toBe(true);
  });

  test('has late and missing checks, and more of them in the forgetful schools', async () => {
    const [late] = await all<{ n: number }>(`select count(*)::int as n from kernel.receipt r
      where slot = 'noon' and (first_at at time zone 'Asia/Shanghai')::time > '14:00'`);
    expect(late!.n).toBeGreaterThan(100);
    const [share] = await all<{ usual: number; forgetful: number }>(`
      with g as (select u.school_id, count(*) * 20 as owed from org.unit u where u.kind = 'class' group by 1),
      r as (select school_id, count(*) as came from health.check_current where slot = 'noon'
        and unit_id in (select id from org.unit where kind = 'class') group by 1)
      select avg(came / owed::float) filter (where s.code not in ('${COUNTY}0032', '${COUNTY}0053')) as usual,
        avg(came / owed::float) filter (where s.code in ('${COUNTY}0032', '${COUNTY}0053')) as forgetful
      from g join r using (school_id) join org.unit s on s.id = g.school_id`);
    expect(share!.usual).toBeGreaterThan(0.97);
    expect(share!.forgetful).toBeLessThan(0.93);
  });

  test('has an influenza and a norovirus cluster, each well above the usual', async () => {
    const ill = (school: string, symptom: string) =>
      all<{ n: number }>(`select coalesce(max(count), 0)::int as n from health.symptom_day d
        join org.unit u on u.id = d.school_id where u.code = '${COUNTY}${school}' and symptom = '${symptom}'`);
    expect((await ill('0025', 'fever'))[0]!.n).toBeGreaterThan(20);
    expect((await ill('0001', 'vomiting'))[0]!.n).toBeGreaterThan(12);
    expect((await ill('0030', 'fever'))[0]!.n).toBeLessThan(8);
  });
});

test('a server that was running meanwhile knows that it is a demo', async () => {
  const headers = await signIn(t.app, 'teacher', DEMO_PASSWORD);
  const session = await t.app.inject({ url: '/api/session', headers });
  expect(session.json()).toMatchObject({ demo: true });
});

describe('consistency', () => {
  test('roll-ups equal what the exceptions add up to', async () => {
    const wrong = await all(`
      with each as (
        select r.area_id, r.school_id, r.period, r.slot, r.id, r.enrolled,
          count(*) filter (where e.kind = 'absent_ill') as absent_ill,
          count(*) filter (where e.kind = 'absent_other') as absent_other,
          count(*) filter (where e.kind = 'late') as late, count(*) filter (where e.kind = 'present_ill') as present_ill
        from health.check_report r left join health.check_exception e on e.area_id = r.area_id and e.check_id = r.id
        group by 1, 2, 3, 4, 5, 6
      ), sums as (
        select area_id, school_id, period, slot, count(*) as reported, sum(enrolled) as enrolled,
          sum(absent_ill) as absent_ill, sum(absent_other) as absent_other, sum(late) as late,
          sum(present_ill) as present_ill from each group by 1, 2, 3, 4)
      select * from sums full join health.school_day d using (area_id, school_id, period, slot)
      where (sums.reported, sums.enrolled, sums.absent_ill, sums.absent_other, sums.late, sums.present_ill)
        is distinct from (d.reported, d.enrolled, d.absent_ill, d.absent_other, d.late, d.present_ill)`);
    expect(wrong).toEqual([]);
    const symptoms = await all(`
      with sums as (select r.area_id, r.school_id, r.period, r.slot, s.symptom, count(*)::int as n
        from health.check_report r join health.check_exception e on e.area_id = r.area_id and e.check_id = r.id,
        unnest(e.symptoms) as s(symptom) group by 1, 2, 3, 4, 5)
      select * from sums full join health.symptom_day d using (area_id, school_id, period, slot, symptom)
      where sums.n is distinct from d.count`);
    expect(symptoms).toEqual([]);
  });

  test('every check has its receipt, its current row and its audit entry; the chains are whole', async () => {
    const [counts] = await all<
      Record<string, number>
    >(`select (select count(*) from health.check_report)::int as checks,
      (select count(*) from health.check_current)::int as current, (select count(*) from kernel.receipt where kind = 'check')::int as receipts,
      (select count(*) from kernel.audit_entry where verb = 'check.submit')::int as audited`);
    const { checks, current, receipts, audited } = counts!;
    expect([current, receipts, audited]).toEqual([checks, checks, checks]);
    const client = new pg.Client({ connectionString: t.url });
    await client.connect();
    const report = await verifyAudit(client);
    await client.end();
    expect(report.faults).toEqual([]);
    expect(report.entries).toBeGreaterThan(checks!);
  });

  test('schools confirmed the figures as they stood then; receipts and boards agree', async () => {
    const [sent] = await all<Record<string, number>>(`select count(*)::int as n,
      count(*) filter (where submitted_at > '2026-11-18T08:10:00+08:00')::int as future,
      count(*) filter (where missing > expected)::int as absurd,
      (select count(*) from kernel.receipt where kind = 'report')::int as receipts,
      (select count(*) from reporting.school_current)::int as current from reporting.school_report`);
    expect(sent!.n).toBeGreaterThan(4000);
    expect(sent).toMatchObject({ future: 0, absurd: 0, receipts: sent!.n, current: sent!.n });
    const wrong = await all(`select r.id from reporting.school_report r where r.slot = 'noon'
      and (r.figures->>'absentIll')::int <> (select coalesce(sum(c.absent_ill), 0) from health.check_current c
        where c.school_id = r.school_id and c.period = r.period and c.slot = r.slot and c.last_at <= r.submitted_at)`);
    expect(wrong).toEqual([]);
  });

  test('both lines have acknowledged every day before today, and nothing of today (S3-28)', async () => {
    const lines = await all(`select period < '2026-11-18' as before, main_version as main,
      territorial_version as territorial, count(*) > 100 as many from reporting.school_current
      group by 1, 2, 3 order by 1`);
    const today = await all(`select from reporting.school_current where period = '2026-11-18'`);
    expect(lines).toEqual([
      ...(today.length > 0 ? [{ before: false, main: null, territorial: null, many: false }] : []),
      { before: true, main: 1, territorial: 1, many: true },
    ]);
    const posts = await all<{ verb: string }>(`select distinct split_part(holding, '@', 1) as post
      from kernel.audit_entry where verb = 'report.acknowledge' order by 1`);
    expect(posts).toEqual([{ post: 'county-officer' }, { post: 'street-officer' }]);
  });

  test('what boards look back on is added up before anybody looks', async () => {
    const [known] =
      await all(`select count(distinct area_id)::int as areas, count(distinct period)::int as days,
      count(*)::int as n from reporting.day`);
    expect(known).toEqual({ areas: 5, days: 45, n: 225 });
    const [kept] = await all(`select count(*)::int as n from insight.area_known`);
    expect(kept).toEqual({ n: 220 });
  });

  test('digests are those of the health module: the same check again is recognised', async () => {
    const [zero] = await all<{ unit: string; period: string; slot: string; digest: Buffer }>(`
      select unit_id as unit, period, slot, digest from health.check_report where outcome = 'zero' limit 1`);
    const { digest, ...said } = zero!;
    const again = { ...said, id: '', madeAt: '', exceptions: [] };
    expect(digest.toString('hex')).toBe(digestOf(again));
  });

  test('who reported held the post, and everybody named belonged to the group', async () => {
    const strangers = await all(`select r.id from health.check_report r where not exists (
      select from org.holding h where h.account_id = r.account_id and h.valid @> r.period
        and h.unit_id in (r.unit_id, r.school_id)) limit 3`);
    expect(strangers).toEqual([]);
    const foreign = await all(`select e.person_id from health.check_exception e
      join health.check_report r on r.area_id = e.area_id and r.id = e.check_id
      where not exists (select from people.placement p where p.person_id = e.person_id and p.valid @> e.period
        and r.unit_id in (p.unit_id, p.dormitory_id)) limit 3`);
    expect(foreign).toEqual([]);
  });

  test('reports its steps in order', () => {
    expect(steps).toEqual(['units', 'people', 'accounts', 'checks', 'figures', 'audit', 'finish']);
  });
});

test('identity numbers are valid in form, with an area that does not exist', () => {
  for (const serial of [0, 1, 2, 3, 998, 999]) {
    const number = identityNumber('2017-03-05', serial);
    expect(number.slice(0, 6)).toBe('990121');
    expect(number[17]).toBe(checkCharacter(number.slice(0, 17)));
  }
});
