import type { SlotChange } from '@lianfang/contract/reporting';
import { sql } from 'kysely';
import type { Actor, Holding, UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import { type Clock, dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';

/**
 * Changes decided for later days, of the rules of a unit and of those above it. A day on which rules of a code end and
 * none begin gives the rule back to the unit above: a change without rows.
 */
export async function comingSlots(tx: Tx, unit: string, date: string): Promise<SlotChange[]> {
  const { rows } = await sql<SlotChange>`
    with mine as (
      select s.* from org.unit_version v join reporting.slot s on s.unit_id is null or s.unit_id = any(v.lineage)
      where v.unit_id = ${unit}::bigint and v.valid @> ${date}::date
    ), turn as (
      select code, unit_id, lower(valid) as day from mine where lower(valid) > ${date}::date
      union select code, unit_id, upper(valid) from mine where upper(valid) > ${date}::date)
    select t.code, t.day as "from", t.unit_id as "unitId", u.name as "unitName", coalesce(
      jsonb_agg(jsonb_build_object('code', s.code, 'subjectKind', s.subject_kind, 'subjectRole', k.role, 'nameZh', s.name_zh, 'nameEn', s.name_en,
        'opensAt', left(s.opens_at::text, 5), 'dueAt', left(s.due_at::text, 5),
        'schoolDueAt', left(s.school_due_at::text, 5), 'calendar', s.calendar, 'enabled', s.enabled,
        'unitId', s.unit_id::text, 'unitName', u.name, 'from', lower(s.valid)::text, 'source', s.source)
        order by s.due_at, s.subject_kind) filter (where s.code is not null), '[]') as rows
    from turn t left join org.unit u on u.id = t.unit_id
      left join mine s on s.code = t.code and s.unit_id is not distinct from t.unit_id and lower(s.valid) = t.day
      left join org.unit_kind k on k.code = s.subject_kind
    group by t.code, t.day, t.unit_id, u.name order by t.day, t.code, t.unit_id`.execute(tx);
  return rows;
}

/**
 * Withdraws a change of a unit's own rules before its day: what it would have replaced goes on, up to the change after
 * it if there is one. @throws Problem reporting.slot-begun, kernel.not-found
 */
export async function withdrawSlot(
  tx: Tx,
  clock: Clock,
  { actor, holding, unit }: { actor: Actor; holding: Holding; unit: UnitFacts },
  code: string,
  from: string,
): Promise<void> {
  if (from <= dateOf(clock).toString()) throw new Problem('reporting.slot-begun', { date: from });
  const mine = sql`unit_id = ${unit.id}::bigint and code = ${code}`;
  const { rows: gone } = await sql<{ kind: string; end: string | null }>`
    delete from reporting.slot where ${mine} and lower(valid) = ${from}::date
    returning subject_kind as kind, upper(valid) as "end"`.execute(tx);
  const { rows: later } = await sql<{ day: string | null }>`
    select min(lower(valid)) as day from reporting.slot where ${mine} and lower(valid) > ${from}::date`.execute(
    tx,
  );
  const end = gone[0] ? gone[0].end : (later[0]?.day ?? null);
  const kept = await sql`
    update reporting.slot set valid = daterange(lower(valid), ${end}::date)
    where ${mine} and upper(valid) = ${from}::date`.execute(tx);
  if (gone.length === 0 && kept.numAffectedRows === 0n) throw new Problem('kernel.not-found');
  const detail = { from, kinds: gone.map((r) => r.kind) };
  await audit(tx, unit.areaId, [
    { ...byActor(actor, holding), verb: 'slot.withdraw', object: `slot:${code}`, unitId: unit.id, detail },
  ]);
  await announce(tx, { kind: 'slot' });
}
