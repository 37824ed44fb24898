import type { AbsentList, AbsentRow, SchoolBoard, Tile } from '@lianfang/contract/insight';
import { sql } from 'kysely';
import type { Actor, Holding, UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { groupStatus, schoolLines } from '../reporting/index.ts';
import { compare } from './compare.ts';
import { daysBefore } from './days.ts';
import { schoolFigures } from './figures.ts';
import { headOf } from './head.ts';
import { makeReady } from './ready.ts';

async function tilesOf(tx: Tx, unit: UnitFacts, date: string, slot: string, now: string, zone: string) {
  const { rows } = await groupStatus(tx, { unit: unit.id, date, slot }, unit.receiverId, now, zone);
  const figures = await sql<{ unit_id: string; figures: Tile['figures'] }>`
    select unit_id, jsonb_build_object('enrolled', enrolled, 'absentIll', absent_ill, 'absentOther', absent_other,
      'late', late, 'presentIll', present_ill) as figures
    from published.check_current where school_id = ${unit.receiverId}::bigint and period = ${date}::date
      and slot = ${slot}`.execute(tx);
  const of = new Map(figures.rows.map((r) => [r.unit_id, r.figures]));
  return rows.map((row): Tile => ({ ...row, figures: of.get(row.unitId) ?? null }));
}

/** The board of one institution: today's groups as tiles, its own duties upward, its trend. */
export async function schoolBoard(
  services: Pick<Services, 'db' | 'clock'>,
  scope: readonly string[],
  unit: UnitFacts,
  query: { readonly date?: string | undefined; readonly slot?: string | undefined },
): Promise<SchoolBoard> {
  const head = await headOf(services, unit, query);
  const days = await daysBefore(services, unit, head.date);
  await makeReady(services, unit.id, days.dates, []);
  const q = { unit: unit.id, slot: head.slot, now: head.asOf };
  return services.db.tx(
    scope,
    async (tx) => {
      const rows = await schoolFigures(tx, q, days.dates, sql`school_id`);
      return {
        ...head,
        slots: [...head.slots],
        ...compare(head.date, days, rows),
        tiles: await tilesOf(tx, unit, head.date, head.slot, head.asOf, services.clock.zone),
        lines: (await schoolLines(tx, { unit: unit.id, date: head.date }, head.asOf)).rows,
      };
    },
    'read',
  );
}

/** Who is ill, by name: for those whose post has check.view. The look is recorded (DESIGN, invariant 5). */
export async function absentList(
  tx: Tx,
  by: { actor: Actor; holding: Holding; unit: UnitFacts },
  date: string,
  slot: string,
  now: string,
): Promise<AbsentList> {
  const { rows } = await sql<AbsentRow>`
    select e.person_id as "personId", p.name, e.unit_id as "unitId", v.name as "unitName", e.kind, e.symptoms,
      e.temperature, e.saw_doctor as "sawDoctor", e.diagnosis, e.onset_on as "onsetOn"
    from published.exception_current e
      join org.unit_version v on v.unit_id = e.unit_id and v.valid @> ${date}::date
      left join people.person p on p.id = e.person_id
    where e.school_id = ${by.unit.receiverId}::bigint and e.lineage @> array[${by.unit.id}::bigint]
      and e.period = ${date}::date and e.slot = ${slot} and e.kind in ('absent_ill', 'present_ill')
    order by e.kind, v.name, p.name limit 1000`.execute(tx);
  const people = rows.map((r) => r.personId).filter((id) => id !== null);
  if (people.length > 0)
    await audit(tx, by.unit.areaId, [
      {
        ...byActor(by.actor, by.holding),
        verb: 'person.look',
        object: `unit:${by.unit.id}`,
        unitId: by.unit.id,
        detail: { period: date, slot, why: 'absent-list', people },
      },
    ]);
  return { asOf: now, rows };
}
