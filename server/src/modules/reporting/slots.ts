import type { SlotList, SlotOverride, SlotView } from '@lianfang/contract/reporting';
import { sql } from 'kysely';
import type { Actor, Holding, UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import { type Clock, dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { comingSlots } from './slotsComing.ts';

/** Slots that bind the subtree of a unit on a date, of every kind of unit, with whose rule each is. */
export async function slotsOf(tx: Tx, unit: string, date: string, zone: string): Promise<SlotList> {
  const { rows } = await sql<SlotView>`
    with ranked as (
      select s.*, rank() over (partition by s.code order by array_position(v.lineage, s.unit_id) nulls last) as nearness
      from org.unit_version v join reporting.slot s on s.valid @> ${date}::date
        and (s.unit_id is null or s.unit_id = any(v.lineage))
      where v.unit_id = ${unit}::bigint and v.valid @> ${date}::date)
    select r.code, r.subject_kind as "subjectKind", k.role as "subjectRole", r.name_zh as "nameZh", r.name_en as "nameEn",
      left(r.opens_at::text, 5) as "opensAt", left(r.due_at::text, 5) as "dueAt",
      left(r.school_due_at::text, 5) as "schoolDueAt", r.calendar, r.enabled, r.unit_id as "unitId",
      u.name as "unitName", lower(r.valid) as "from", r.source
    from ranked r join org.unit_kind k on k.code = r.subject_kind left join org.unit u on u.id = r.unit_id where r.nearness = 1
    order by r.due_at, r.code, r.subject_kind`.execute(tx);
  return { zone, rows, coming: await comingSlots(tx, unit, date) };
}

/**
 * Sets the rows of a code for a unit from a date on; an empty list gives the rule back to the unit above. From
 * tomorrow at the earliest: what was due yesterday or this morning does not change in hindsight.
 */
export async function overrideSlot(
  tx: Tx,
  clock: Clock,
  by: { actor: Actor; holding: Holding; unit: UnitFacts },
  code: string,
  input: SlotOverride,
): Promise<void> {
  const { unit } = by;
  const role = await sql<{ role: string }>`
    select role from org.unit_kind where code = ${unit.kind}`.execute(tx);
  if (!['region', 'territory', 'institution'].includes(role.rows[0]!.role))
    throw new Problem('reporting.slot-place');
  const tomorrow = dateOf(clock).add({ days: 1 }).toString();
  if (input.from < tomorrow) throw new Problem('reporting.slot-past', { date: tomorrow });
  const wrong = input.rows.findIndex((r) => !(r.opensAt < r.dueAt && r.dueAt <= r.schoolDueAt));
  if (wrong >= 0)
    throw new Problem('reporting.slot-order', {}, [
      {
        field: `body/rows/${wrong}/dueAt`,
        row: wrong + 1,
        code: 'order',
        detail: `${input.rows[wrong]!.opensAt} < ${input.rows[wrong]!.dueAt} ≤ ${input.rows[wrong]!.schoolDueAt}`,
      },
    ]);
  const mine = sql`unit_id = ${unit.id}::bigint and code = ${code}`;
  await sql`delete from reporting.slot where ${mine} and lower(valid) >= ${input.from}::date`.execute(tx);
  await sql`update reporting.slot set valid = daterange(lower(valid), ${input.from}::date)
    where ${mine} and valid @> ${input.from}::date`.execute(tx);
  await sql`
    insert into reporting.slot (code, unit_id, subject_kind, name_zh, name_en, opens_at, due_at, school_due_at,
      calendar, enabled, valid, source, account_id)
    select ${code}, ${unit.id}::bigint, "subjectKind", "nameZh", "nameEn", "opensAt", "dueAt", "schoolDueAt", calendar,
      enabled, daterange(${input.from}::date, null), ${input.source}, ${by.actor.accountId}
    from jsonb_to_recordset(${JSON.stringify(input.rows)}::jsonb) as n("subjectKind" text, "nameZh" text,
      "nameEn" text, "opensAt" time, "dueAt" time, "schoolDueAt" time, calendar text, enabled boolean)`.execute(
    tx,
  );
  await audit(tx, unit.areaId, [
    {
      ...byActor(by.actor, by.holding),
      verb: 'slot.set',
      object: `slot:${code}`,
      unitId: unit.id,
      detail: { ...input },
    },
  ]);
  await announce(tx, { kind: 'slot' });
}
