import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { type Clock, dateOf } from '../kernel/clock.ts';
import type { Database, Tx } from '../kernel/db.ts';
import { calendarOf, type OwnDay } from '../modules/org/index.ts';
import { PROVINCE } from './county.ts';

const HISTORY = 20;

/** The terms of a school year, the usual ones of the mainland. */
const termsOf = (year: number) => [
  { name: `${year}-${year + 1} 学年第一学期`, first: `${year}-09-01`, last: `${year + 1}-01-22` },
  { name: `${year}-${year + 1} 学年第二学期`, first: `${year + 1}-02-22`, last: `${year + 1}-07-08` },
];

const dayAfter = (date: string) => Temporal.PlainDate.from(date).add({ days: 1 }).toString();
const dayBefore = (date: string) => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();

/**
 * Gives the province its terms, and returns the days of the history: the twenty school days before today, oldest first,
 * and today if school is open. In
 * the vacation a holiday programme fills the gap, so that a demo is alive on any day of the year.
 */
export async function layCalendar(tx: Tx, provinceId: string, today: string): Promise<readonly string[]> {
  const schoolYear = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);
  const regular = [schoolYear - 1, schoolYear, schoolYear + 1].flatMap(termsOf);
  const gap = regular.findIndex((term) => term.first > today);
  const [before, after] = [regular[gap - 1]!, regular[gap]!];
  const vacation = before.last < today;
  const programme = { name: '假期托管', first: dayAfter(before.last), last: dayBefore(after.first) };
  const terms = [...regular, ...(vacation ? [programme] : [])].map((t) => ({ ...t, unitId: provinceId }));
  await sql`
    insert into org.term (unit_id, name, valid)
    select ${provinceId}::bigint, t.name, daterange(t.first, t.last, '[]')
    from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as t(name text, first date, last date)`.execute(
    tx,
  );
  await openDay(tx, provinceId, today);
  const calendar = calendarOf([provinceId], ownDays(provinceId, today), terms);
  const first = calendar.nth('school', today, -HISTORY);
  if (first === null) throw new Error('The calendar has no school days.');
  return calendar.openDays('school', first, today);
}

/** A date on which everyone below works, where the statutory calendar says otherwise too. */
const ownDays = (unitId: string, date: string): OwnDay[] =>
  (['school', 'work'] as const).map((calendar) => ({
    unitId,
    calendar,
    date,
    open: true,
    reason: '演示日：按上课日运行',
  }));

async function openDay(tx: Tx, provinceId: string, date: string): Promise<void> {
  await sql`insert into org.calendar_day (unit_id, calendar, date, open, reason)
    select "unitId", calendar, date, open, reason from jsonb_to_recordset(${JSON.stringify(ownDays(provinceId, date))}::jsonb)
      as d("unitId" bigint, calendar text, date date, open boolean, reason text) on conflict do nothing`.execute(
    tx,
  );
}

/** A demonstration may fall on any day: the day on which the demo county is started is a school day there. */
export async function openDemoDay(db: Database, clock: Clock): Promise<void> {
  await db.tx('*', async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from org.unit where code = ${PROVINCE}`.execute(tx);
    if (rows[0]) await openDay(tx, rows[0].id, dateOf(clock).toString());
  });
}
