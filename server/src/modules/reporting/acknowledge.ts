import type { Acknowledge } from '@lianfang/contract/reporting';
import { sql } from 'kysely';
import type { Actor, Holding, UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';

/** The line on which a post acknowledges: streets and communities are the territorial one (S3-28). */
async function lineOf(tx: Tx, holding: Holding): Promise<'main' | 'territorial'> {
  const { rows } = await sql<{ role: string }>`
    select k.role from org.unit u join org.unit_kind k on k.code = u.kind
    where u.id = ${holding.unitId}::bigint`.execute(tx);
  const role = rows[0]?.role;
  if (role === 'territory') return 'territorial';
  if (role === 'region') return 'main';
  throw new Problem('reporting.no-line');
}

/** Acknowledges the latest versions below a unit in one statement; what is acknowledged already stays as it is. */
export async function acknowledge(
  tx: Tx,
  clock: Clock,
  by: { actor: Actor; holding: Holding; unit: UnitFacts },
  input: Acknowledge,
): Promise<{ line: 'main' | 'territorial'; count: number }> {
  const line = await lineOf(tx, by.holding);
  const column = line === 'main' ? sql`main_version` : sql`territorial_version`;
  const { rows } = await sql<{ area_id: string; report_id: string; school_id: string; version: number }>`
    with acknowledged as (
      update reporting.school_current set ${column} = version
      where area_id = any((select reporting.areas_of(${by.unit.id}::bigint))::bigint[]) and period = ${input.period}::date
        and slot = ${input.slot} and lineage @> array[${by.unit.id}::bigint]
        and ${input.schools ? sql`school_id = any(${input.schools}::bigint[])` : sql`true`}
        and version is distinct from ${column}
      returning area_id, report_id, school_id, version, lineage
    ), kept as (
      insert into reporting.acknowledgement (area_id, report_id, line, unit_id, lineage, account_id, at)
      select area_id, report_id, ${line}, ${by.holding.unitId}::bigint, lineage, ${by.actor.accountId},
        ${clock.now().toString()}::timestamptz from acknowledged on conflict do nothing
    )
    select area_id, report_id, school_id, version from acknowledged`.execute(tx);
  const areas = [...new Set(rows.map((r) => r.area_id))].sort();
  for (const area of areas) {
    const schools = rows
      .filter((r) => r.area_id === area)
      .map((r) => ({ school: r.school_id, version: r.version }));
    await audit(tx, area, [
      {
        ...byActor(by.actor, by.holding),
        verb: 'report.acknowledge',
        object: `unit:${by.unit.id}`,
        unitId: by.unit.id,
        detail: { period: input.period, slot: input.slot, line, schools },
      },
    ]);
  }
  if (rows.length > 0)
    await announce(tx, {
      kind: 'school-report',
      units: by.unit.lineage,
      period: input.period,
      slot: input.slot,
    });
  return { line, count: rows.length };
}
