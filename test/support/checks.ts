import { randomUUID } from 'node:crypto';
import type { CheckInput } from '@lianfang/contract/health';
import type { Actor } from '@lianfang/server/kernel/actor';
import { ManualClock } from '@lianfang/server/kernel/clock';
import { connect, type Database } from '@lianfang/server/kernel/db';
import { listen } from '@lianfang/server/kernel/events';
import { CheckDesk } from '@lianfang/server/modules/health/desk';
import { FactsCache } from '@lianfang/server/modules/health/facts';
import { CachedUnitDirectory } from '@lianfang/server/modules/org/directory';
import pg from 'pg';
import { freshDatabase } from './database.ts';
import { makeWorld, type World } from './world.ts';

/** The desk of the checks over a real database, the small world and ten pupils in each of its classes. */
export interface CheckBench {
  readonly desk: CheckDesk;
  readonly db: Database;
  /** Connected as the owner of the tables: sees every row. */
  readonly owner: pg.Client;
  readonly clock: ManualClock;
  readonly world: World;
  /** Holds check.submit at the province: may report everywhere. */
  readonly actor: Actor;
  /** Ids of the people of a group. */
  people(code: string): readonly string[];
  /** A zero report of a unit, with what differs. */
  check(unit: string, more?: Partial<CheckInput>): CheckInput;
  submit(input: CheckInput): ReturnType<CheckDesk['submit']>;
  /** The same at the desk of another process on this database. */
  submitElsewhere(input: CheckInput): ReturnType<CheckDesk['submit']>;
  close(): Promise<void>;
}

const teacher = (unitId: string): Actor => ({
  accountId: 'test-teacher',
  name: '测试教师',
  personId: null,
  holdings: [
    { id: '1', postKind: 'class-teacher', unitId, permissions: new Set(['check.submit']), backup: false },
  ],
  via: 'session',
  mustChangePassword: false,
});

/** Ten fictional people in every class and office; the boarders of a school are those of its classes. By unit code. */
export async function populate(owner: pg.Client): Promise<ReadonlyMap<string, readonly string[]>> {
  await owner.query(`
    with made as (
      insert into people.person (area_id, kind, unit_id, school_id, lineage, name, joined_on)
      select area_id, case kind when 'office' then 'staff' else 'student' end, id, coalesce(school_id, parent_id),
        lineage, '学生' || n, '2025-09-01'
      from org.unit, generate_series(1, 10) n where kind in ('class', 'office')
      returning id, unit_id, lineage, joined_on)
    insert into people.placement (person_id, unit_id, lineage, valid)
    select id, unit_id, lineage, daterange(joined_on, null) from made`);
  await owner.query(`
    update people.placement p set dormitory_id = d.id from org.unit d, org.unit c
    where d.kind = 'dormitory' and c.id = p.unit_id and c.school_id = d.school_id and c.kind = 'class'`);
  const { rows } = await owner.query<{ code: string; people: string[] }>(`
    select u.code, array_agg(p.person_id::text order by p.person_id) as people
    from people.placement p join org.unit u on u.id in (p.unit_id, p.dormitory_id) group by u.code`);
  return new Map(rows.map((r) => [r.code, r.people]));
}

export async function checkBench(now = '2026-11-18T15:00:00+08:00'): Promise<CheckBench> {
  const url = await freshDatabase();
  const db = connect(url);
  const events = await listen(url);
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const world = await makeWorld(db);
  const people = await populate(owner);
  const clock = new ManualClock('Asia/Shanghai', now);
  const units = new CachedUnitDirectory(db, events);
  const facts = new FactsCache(db, events);
  const desk = new CheckDesk({ db, clock, units }, facts);
  const elsewhere = new CheckDesk({ db, clock, units }, facts);
  const actor = teacher(world.id('PROV'));
  const submitTo = (there: CheckDesk) => async (input: CheckInput) =>
    there.submit(input, actor, await there.authorise(actor, input.unit));
  return {
    desk,
    db,
    owner,
    clock,
    world,
    actor,
    people: (code) => people.get(code) ?? [],
    check: (unit, more = {}) => ({
      id: randomUUID(),
      unit: world.id(unit),
      period: '2026-11-18',
      slot: 'morning',
      madeAt: clock.now().toString(),
      exceptions: [],
      ...more,
    }),
    submit: submitTo(desk),
    submitElsewhere: submitTo(elsewhere),
    close: async () => {
      facts.close();
      units.close();
      await events.close();
      await owner.end();
      await db.close();
    },
  };
}
