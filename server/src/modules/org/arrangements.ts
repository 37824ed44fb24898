import type { ArrangedDay, ArrangementInput } from '@lianfang/contract/arrangement';
import type { Ok } from '@lianfang/contract/common';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Call } from '../../kernel/endpoint.ts';
import { Problem } from '../../kernel/problem.ts';
import { leaveTrail } from './calendarCommands.ts';
import { lawDays, type Statute, statuteWith } from './domain/statutory.ts';

interface Row {
  readonly year: number;
  readonly days: readonly ArrangedDay[];
  readonly source: string;
}
const readRows = async (tx: Tx): Promise<readonly Row[]> =>
  (await sql<Row>`select year, days, source from org.arrangement order by year`.execute(tx)).rows;

/** The calendar of the country, with the years an administrator has entered. */
export const readStatute = async (tx: Tx): Promise<Statute> =>
  statuteWith(new Map((await readRows(tx)).map((r) => [r.year, r.days])));

/** The arrangement entered for a year, if any. */
export const readArrangement = async (tx: Tx, year: number): Promise<Row | null> =>
  (await readRows(tx)).find((r) => r.year === year) ?? null;

type AtYear<B> = Call<{ unit: string; year: number }, unknown, B>;

/** The country has one arrangement: the topmost unit of the platform enters it for all below. */
function assertTop({ unit }: { readonly unit: { readonly lineage: readonly string[] } | null }): void {
  if (unit!.lineage.length > 1) throw new Problem('org.arrangement-top');
}

/** Days of a year from the first to the last. */
const daysOf = (year: number): string[] =>
  Array.from({ length: Temporal.PlainDate.from(`${year}-01-01`).daysInYear }, (_, i) =>
    Temporal.PlainDate.from(`${year}-01-01`).add({ days: i }).toString(),
  );

/** @throws Problem org.arrangement-* naming the day at fault */
function assertSound(days: readonly ArrangedDay[], year: number): void {
  const of = (work: boolean) => new Set(days.filter((d) => d.work === work).map((d) => d.date));
  const holidays = of(false);
  const worked = of(true);
  const odd = days.find((d) => !d.date.startsWith(`${year}-`) || (d.work && holidays.has(d.date)));
  if (odd) throw new Problem('org.arrangement-day', { date: odd.date, year });
  const weekday = [...worked].find((d) => Temporal.PlainDate.from(d).dayOfWeek < 6);
  if (weekday) throw new Problem('org.arrangement-weekday', { date: weekday });
  const left = lawDays(year).find((d) => !holidays.has(d));
  if (left) throw new Problem('org.arrangement-law', { date: left });
}

/** What was due on days that have passed stays what it was. */
function assertFuture(before: Statute, after: Statute, year: number, today: string): void {
  const past = daysOf(year).find((d) => d < today && before(d).work !== after(d).work);
  if (past) throw new Problem('org.arrangement-past', { date: past });
}

export async function setArrangement(call: AtYear<ArrangementInput>): Promise<Ok> {
  const { tx, unit, params, body, services, actor } = call;
  const { year } = params;
  assertTop(call);
  assertSound(body.days, year);
  const after = statuteWith(new Map([[year, body.days]]));
  assertFuture(await readStatute(tx), after, year, dateOf(services.clock).toString());
  await sql`
    insert into org.arrangement (year, days, source, unit_id, set_by, set_at)
    values (${year}, ${JSON.stringify(body.days)}::jsonb, ${body.source.trim()}, ${unit!.id}::bigint,
      ${actor.accountId}, ${services.clock.now().toString()})
    on conflict (year) do update set days = excluded.days, source = excluded.source, unit_id = excluded.unit_id,
      set_by = excluded.set_by, set_at = excluded.set_at`.execute(tx);
  await leaveTrail(call, 'arrangement.set', `arrangement:${year}`, { ...body });
  return { ok: true };
}

export async function removeArrangement(call: AtYear<unknown>): Promise<Ok> {
  const { tx, params, services } = call;
  assertTop(call);
  const found = await readArrangement(tx, params.year);
  if (!found) throw new Problem('kernel.not-found');
  const today = dateOf(services.clock).toString();
  assertFuture(await readStatute(tx), statuteWith(new Map()), params.year, today);
  await sql`delete from org.arrangement where year = ${params.year}`.execute(tx);
  await leaveTrail(call, 'arrangement.remove', `arrangement:${params.year}`, { before: found });
  return { ok: true };
}
