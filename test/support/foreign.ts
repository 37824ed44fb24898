import { randomUUID } from 'node:crypto';
import type { Database } from '@lianfang/server/kernel/db';
import { createUnits } from '@lianfang/server/modules/org/index';
import { sql } from 'kysely';
import { makeAccount } from './access.ts';
import type { TestApp } from './app.ts';
import type { Foreign } from './sample.ts';

/** Stands in the names of everything in the foreign province: no answer to a stranger may contain it. */
export const MARK = '异省';

export interface ForeignWorld {
  readonly unitId: string;
  readonly classId: string;
  readonly personId: string;
  readonly accountId: string;
  readonly checkId: string;
  readonly notificationId: string;
}

async function addUnits(db: Database): Promise<Map<string, string>> {
  const names: readonly (readonly [code: string, kind: string, parent?: string])[] = [
    ['X', 'province'],
    ['XC', 'city', 'X'],
    ['XK', 'county', 'XC'],
    ['XT', 'street', 'XK'],
    ['XS', 'school', 'XK'],
    ['XS-1', 'class', 'XS'],
  ];
  const made = await db.tx('*', (tx) =>
    createUnits(
      tx,
      names.map(([code, kind, parentCode]) => ({
        code,
        kind,
        name: `${MARK}${code}`,
        parentCode,
        openedOn: '2020-09-01',
      })),
      '2026-11-18',
    ),
  );
  return new Map(made.map((u) => [u.code, u.id]));
}

/** A province nobody of the test world has to do with: units, a pupil, an account, a check of yesterday. */
export async function makeForeignWorld(test: TestApp): Promise<ForeignWorld> {
  const units = await addUnits(test.db);
  const unitId = units.get('XS')!;
  const classId = units.get('XS-1')!;
  const account = await makeAccount(test, [['health-officer', unitId]], { name: `${MARK}校医` });
  const checkId = randomUUID();
  const notificationId = randomUUID();
  const personId = await test.db.tx('*', async (tx) => {
    const person = await sql<{ id: string }>`
      insert into people.person (area_id, kind, unit_id, school_id, lineage, name, joined_on)
      select area_id, 'student', id, school_id, lineage, ${`${MARK}学生`}, '2024-09-01' from org.unit where id = ${classId}
      returning id`.execute(tx);
    await sql`insert into people.placement (person_id, unit_id, lineage, valid)
      select id, unit_id, lineage, '[2024-09-01,)' from people.person where id = ${person.rows[0]!.id}`.execute(
      tx,
    );
    await sql`insert into kernel.notification (id, account_id, kind, params)
      values (${notificationId}, ${account.id}, 'reminder.check', ${JSON.stringify({ name: MARK })}::jsonb)`.execute(
      tx,
    );
    await sql`insert into health.check_report (id, area_id, unit_id, school_id, lineage, period, slot, outcome, enrolled,
        absent_ill, absent_other, late, present_ill, made_at, received_at, account_id, digest)
      select ${checkId}, area_id, id, school_id, lineage, '2026-11-17', 'morning', 'zero', 1, 0, 0, 0, 0, now(), now(),
        ${account.id}, '\\x00' from org.unit where id = ${classId}`.execute(tx);
    return person.rows[0]!.id;
  });
  return { unitId, classId, personId, accountId: account.id, checkId, notificationId };
}

/** Values by property name and route: always somebody else's. */
export function foreignValues(world: ForeignWorld, url: string): Foreign {
  const things: readonly (readonly [RegExp, string])[] = [
    [/^\/api\/(units|classes|registers)\//, world.unitId],
    [/^\/api\/people\//, world.personId],
    [/^\/api\/accounts\//, world.accountId],
    [/^\/api\/checks\//, world.checkId],
    [/^\/api\/notifications\//, world.notificationId],
  ];
  return (name) => {
    if (/(unit|school|parent|territory|target|into|class|dormitory)(Id)?s?$/i.test(name)) return world.unitId;
    if (/person(Id)?$/i.test(name)) return world.personId;
    if (/account(Id)?$/i.test(name)) return world.accountId;
    if (/^(report|check|corrects)(Id)?$/i.test(name)) return world.checkId;
    if (name === 'id') return things.find(([pattern]) => pattern.test(url))?.[1];
    return undefined;
  };
}
