import { type CheckInput, type CheckReceipt, exceptionKinds } from '@lianfang/contract/health';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CheckBench, checkBench } from '../../../../test/support/checks.ts';
import { verifyAudit } from '../../kernel/auditVerify.ts';

let bench: CheckBench;
beforeAll(async () => {
  bench = await checkBench();
});
afterAll(() => bench.close());

const UNITS = ['S1-G1-1', 'S1-G1-2', 'S2-G7-1', 'S3-G1-1'];
const DATES = ['2026-11-16', '2026-11-17', '2026-11-18'];

interface Step {
  readonly unit: string;
  readonly period: string;
  /** Sent to another process. */
  readonly elsewhere: boolean;
  readonly act: 'report' | 'correct' | 'retry' | 'correct-stale';
  readonly ill: readonly { readonly who: number; readonly kind: number; readonly fever: boolean }[];
}
const step = fc.record({
  unit: fc.constantFrom(...UNITS),
  period: fc.constantFrom(...DATES),
  elsewhere: fc.boolean(),
  act: fc.constantFrom('report', 'correct', 'retry', 'correct-stale'),
  ill: fc.uniqueArray(fc.record({ who: fc.nat(9), kind: fc.nat(3), fever: fc.boolean() }), {
    selector: (e) => e.who,
    maxLength: 4,
  }),
}) as fc.Arbitrary<Step>;

const exceptionsOf = (s: Step): CheckInput['exceptions'] =>
  s.ill.map((e) => ({
    personId: bench.people(s.unit)[e.who]!,
    kind: exceptionKinds[e.kind]!,
    symptoms: e.fever ? ['fever'] : ['vomiting'],
  }));

/** Roll-ups that are not what summing the current checks gives, and current checks that are not the last said. */
const WRONG = `
  select 'school_day' as what, count(*)::int as n from (
    (select area_id, school_id, period, slot, reported, enrolled, absent_ill, absent_other, late, present_ill
      from health.school_day)
    except (select area_id, school_id, period, slot, count(*), sum(enrolled), sum(absent_ill), sum(absent_other),
      sum(late), sum(present_ill) from health.check_current group by 1, 2, 3, 4)) x
  union all select 'school_day missing', count(*)::int from (
    select school_id, period, slot from health.check_current
    except select school_id, period, slot from health.school_day) x
  union all select 'symptom_day', count(*)::int from (
    select coalesce(s.count, 0) as a, coalesce(e.count, 0) as b from health.symptom_day s full join (
      select c.school_id, c.period, c.slot, symptom, count(*) from health.check_current c
      join health.check_exception x using (area_id, check_id), unnest(x.symptoms) as symptom
      where x.kind in ('absent_ill', 'present_ill') group by 1, 2, 3, 4) e
    using (school_id, period, slot, symptom)) x where a <> b
  union all select 'current', count(*)::int from health.check_current c where c.check_id <> (
    select r.id from health.check_report r where r.same_as is null and r.unit_id = c.unit_id
      and r.period = c.period and r.slot = c.slot
      and not exists (select from health.check_report n where n.corrects = r.id))
  union all select 'forked corrections', count(*)::int from (
    select corrects from health.check_report where corrects is not null group by 1 having count(*) > 1) x
  union all select 'receipt', count(*)::int from kernel.receipt k full join (
    select r.unit_id, r.period, r.slot, (array_agg(r.outcome order by r.received_at desc, r.id desc))[1] as outcome,
      min(r.received_at) as first_at, max(r.received_at) as last_at
    from health.check_report r where r.same_as is null group by 1, 2, 3) c
    on k.unit_id = c.unit_id and k.period = c.period and k.slot = c.slot
    where k.outcome is distinct from c.outcome or k.first_at is distinct from c.first_at or k.last_at is distinct from c.last_at
  union all select 'rate', count(*)::int from health.school_day
    where absent_ill + absent_other + late + present_ill > enrolled
  union all select 'audit', abs((select count(*) from health.check_report)
    - (select count(*) from kernel.audit_entry where verb like 'check.%'))::int`;

test('whatever is reported, corrected and retried at once, the figures are those of the current checks', async () => {
  const sent: { input: CheckInput; receipt?: CheckReceipt }[] = [];
  /** Makes a step into a check: corrections name the last accepted (or an older) check of the same key. */
  const inputOf = (s: Step): CheckInput => {
    const mine = sent.filter(
      (x) => x.receipt && x.input.unit === bench.world.id(s.unit) && x.input.period === s.period,
    );
    const target = s.act === 'correct-stale' ? mine[0] : mine.at(-1);
    if (s.act === 'retry' && target) return target.input;
    const correcting = s.act.startsWith('correct') && target && { corrects: target.input.id, reason: '更正' };
    return bench.check(s.unit, { period: s.period, exceptions: exceptionsOf(s), ...correcting });
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      async (waves) => {
        for (const wave of waves) {
          bench.clock.set(bench.clock.now().add({ seconds: 1 }));
          const inputs = wave.map(inputOf);
          const outcomes = await Promise.allSettled(
            inputs.map((input, i) =>
              wave[i]!.elsewhere ? bench.submitElsewhere(input) : bench.submit(input),
            ),
          );
          outcomes.forEach((outcome, i) => {
            const input = inputs[i]!;
            if (outcome.status === 'rejected') {
              expect(outcome.reason.code).toMatch(
                /^health\.(already-reported|superseded|nothing-to-correct|id-reused)$/,
              );
              return;
            }
            const earlier = sent.find((x) => x.input.id === input.id);
            if (earlier) expect(outcome.value).toEqual(earlier.receipt);
            else sent.push({ input, receipt: outcome.value });
          });
        }
        const { rows } = await bench.owner.query<{ what: string; n: number }>(WRONG);
        expect(rows.filter((r) => r.n !== 0)).toEqual([]);
        const reports = await bench.owner.query('select count(*)::int as n from health.check_report');
        expect(reports.rows[0].n).toBe(sent.length);
        expect((await verifyAudit(bench.owner)).faults).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
