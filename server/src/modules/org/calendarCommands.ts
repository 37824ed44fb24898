import type { Ok } from '@lianfang/contract/common';
import type { CalendarDaysInput, TermInput } from '@lianfang/contract/orgCalendar';
import { sql } from 'kysely';
import { audit, byActor } from '../../kernel/audit.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Call } from '../../kernel/endpoint.ts';
import { Problem } from '../../kernel/problem.ts';
import { announceCalendar } from './audience.ts';

type AtUnit<B> = Call<{ unit: string }, unknown, B>;
type AtTerm<B> = Call<{ unit: string; term: string }, unknown, B>;

/** Audit and announcement of a change of the calendar. */
export async function leaveTrail<P, B>(
  { tx, actor, holding, unit }: Call<P, unknown, B>,
  verb: string,
  object: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await audit(tx, unit!.areaId, [{ ...byActor(actor, holding!), verb, object, unitId: unit!.id, detail }]);
  await announceCalendar(tx, unit!);
}

/** Sets the unit's own days, today or later: what was due on past days stays what it was. */
export async function setDays(call: AtUnit<CalendarDaysInput>): Promise<Ok> {
  const { tx, unit, body, services } = call;
  const today = dateOf(services.clock).toString();
  const reason = body.reason.trim();
  if (body.dates.some((d) => d < today)) throw new Problem('org.day-past', { today });
  if (body.set !== 'inherit' && reason.length < 2) throw new Problem('org.reason-needed');
  const rows = sql`from unnest(${body.calendars}::text[]) c(calendar), unnest(${body.dates}::date[]) d(date)`;
  if (body.set === 'inherit') {
    await sql`delete from org.calendar_day where unit_id = ${unit!.id}::bigint
      and calendar = any(${body.calendars}::text[]) and date = any(${body.dates}::date[])`.execute(tx);
  } else {
    await sql`insert into org.calendar_day (unit_id, calendar, date, open, reason)
      select distinct ${unit!.id}::bigint, c.calendar, d.date, ${body.set === 'open'}::boolean, ${reason}::text ${rows}
      on conflict (unit_id, calendar, date) do update set open = excluded.open, reason = excluded.reason`.execute(
      tx,
    );
  }
  await leaveTrail(call, 'calendar.set', `unit:${unit!.id}`, { ...body });
  return { ok: true };
}

function checkDates({ first, last }: TermInput, today: string): void {
  if (last < first) throw new Problem('org.dates-reversed');
  if (last < today) throw new Problem('org.term-over');
}

export async function addTerm(call: AtUnit<TermInput>): Promise<{ id: string }> {
  const { tx, unit, body, services } = call;
  checkDates(body, dateOf(services.clock).toString());
  const { rows } = await sql<{ id: string }>`
    insert into org.term (unit_id, name, valid)
    values (${unit!.id}::bigint, ${body.name.trim()}, daterange(${body.first}::date, ${body.last}::date, '[]'))
    returning id`.execute(tx);
  await leaveTrail(call, 'term.add', `term:${rows[0]!.id}`, { ...body });
  return rows[0]!;
}

/** The unit's own term, locked. @throws Problem kernel.not-found, org.term-over */
async function ownTerm<B>({ tx, unit, params, services }: AtTerm<B>): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ name: string; first: string; last: string }>`
    select name, lower(valid) as first, upper(valid) - 1 as last from org.term
    where id = ${params.term}::bigint and unit_id = ${unit!.id}::bigint for update`.execute(tx);
  const term = rows[0];
  if (!term) throw new Problem('kernel.not-found');
  if (term.last < dateOf(services.clock).toString()) throw new Problem('org.term-over');
  return { ...term };
}

export async function changeTerm(call: AtTerm<TermInput>): Promise<Ok> {
  const { tx, params, body, services } = call;
  checkDates(body, dateOf(services.clock).toString());
  const before = await ownTerm(call);
  await sql`update org.term set name = ${body.name.trim()},
    valid = daterange(${body.first}::date, ${body.last}::date, '[]') where id = ${params.term}::bigint`.execute(
    tx,
  );
  await leaveTrail(call, 'term.change', `term:${params.term}`, { before, ...body });
  return { ok: true };
}

export async function removeTerm(call: AtTerm<unknown>): Promise<Ok> {
  const before = await ownTerm(call);
  await sql`delete from org.term where id = ${call.params.term}::bigint`.execute(call.tx);
  await leaveTrail(call, 'term.remove', `term:${call.params.term}`, { before });
  return { ok: true };
}
