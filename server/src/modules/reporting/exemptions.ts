import type { ExemptionList, NewExemption } from '@lianfang/contract/reporting';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Actor, Holding, UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import { type Clock, dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { audienceOf } from '../org/index.ts';

interface By {
  readonly actor: Actor;
  readonly holding: Holding;
  readonly unit: UnitFacts;
}

/** Exemptions that touch a range of dates, of units below the unit or above it. */
export async function listExemptions(
  tx: Tx,
  unit: UnitFacts,
  from: string,
  to: string,
): Promise<ExemptionList> {
  const { rows } = await sql<ExemptionList['rows'][number]>`
    select e.id, e.unit_id as "unitId", u.name as "unitName", e.slot, s.name_zh as "slotNameZh",
      s.name_en as "slotNameEn", lower(e.valid) as "from", upper(e.valid) - 1 as "to", e.reason,
      e.created_at as "createdAt"
    from reporting.exemption e join org.unit u on u.id = e.unit_id
    left join lateral (
      select name_zh, name_en from reporting.slot
      where code = e.slot and (unit_id is null or unit_id = any (e.lineage))
      order by valid @> lower(e.valid) desc, array_position(e.lineage, unit_id) desc nulls last limit 1) s on true
    where e.lineage @> array[${unit.id}::bigint] and e.valid && daterange(${from}::date, ${to}::date, '[]')
    order by lower(e.valid) desc, e.id limit 500`.execute(tx);
  return { rows };
}

/**
 * Takes a unit and all below it out of what is due, with the reason. It may begin yesterday at the earliest (the
 * school was closed last night): older figures stand.
 */
export async function addExemption(tx: Tx, clock: Clock, by: By, input: NewExemption): Promise<string> {
  const first = Temporal.PlainDate.from(input.from);
  const days = first.until(input.to).days;
  if (days < 0 || days > 366) throw new Problem('reporting.exemption-range');
  const earliest = dateOf(clock).subtract({ days: 1 });
  if (Temporal.PlainDate.compare(first, earliest) < 0)
    throw new Problem('reporting.exemption-past', { date: earliest.toString() });
  const { rows } = await sql<{ id: string }>`
    insert into reporting.exemption (unit_id, lineage, valid, slot, reason, account_id, created_at)
    values (${by.unit.id}::bigint, ${by.unit.lineage}::bigint[], daterange(${input.from}::date, ${input.to}::date, '[]'),
      ${input.slot ?? null}, ${input.reason}, ${by.actor.accountId}, ${clock.now().toString()}::timestamptz)
    returning id`.execute(tx);
  await record(tx, by, 'exemption.add', rows[0]!.id, { ...input });
  return rows[0]!.id;
}

/** Ends an exemption from today on; one that has not begun is removed. What it excused before stays excused. */
export async function endExemption(tx: Tx, clock: Clock, by: By, id: string): Promise<void> {
  const today = dateOf(clock).toString();
  const mine = sql`id = ${id}::bigint and unit_id = ${by.unit.id}::bigint`;
  const removed =
    await sql`delete from reporting.exemption where ${mine} and lower(valid) >= ${today}::date`.execute(tx);
  const ended = await sql`
    update reporting.exemption set valid = daterange(lower(valid), ${today}::date), ended_by = ${by.actor.accountId}
    where ${mine} and lower(valid) < ${today}::date and upper(valid) > ${today}::date`.execute(tx);
  if (Number(removed.numAffectedRows ?? 0) + Number(ended.numAffectedRows ?? 0) === 0)
    throw new Problem('kernel.not-found');
  await record(tx, by, 'exemption.end', id, {});
}

async function record(
  tx: Tx,
  by: By,
  verb: string,
  id: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await audit(tx, by.unit.areaId, [
    { ...byActor(by.actor, by.holding), verb, object: `exemption:${id}`, unitId: by.unit.id, detail },
  ]);
  const units = await audienceOf(tx, by.unit);
  await announce(tx, { kind: 'exemption', ...(units && { units }) });
}
