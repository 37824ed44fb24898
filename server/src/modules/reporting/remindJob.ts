import { sql } from 'kysely';
import type { Notice } from '../../kernel/channel.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { notify } from '../../kernel/notify.ts';
import type { ParameterDefinition } from '../../kernel/parameter.ts';
import { type Outstanding, outstanding } from './outstanding.ts';
import { remindAfter, remindBefore } from './parameters.ts';
import { prepare } from './prepare.ts';
import { digests, keepReminders } from './remind.ts';

/** A reminder that could not be sent in time (the platform was down) is sent up to this late, then never. */
const CATCH_UP = sql`interval '45 minutes'`;

/** The value of a whole-number parameter for the lineage of a tally, as parameterAt would give it. */
const minutesOf = (definition: ParameterDefinition, date: string) => sql`coalesce((
  select (p.value #>> '{}')::int from kernel.parameter p
  where p.key = ${definition.key} and (p.unit_id is null or p.unit_id = any(t.lineage))
    and p.valid_from <= ${date}::date and (p.valid_to is null or p.valid_to > ${date}::date)
  order by array_position(t.lineage, p.unit_id) nulls last, p.valid_from desc limit 1), ${definition.fallback as number}::int)`;

const stages = [
  { stage: 'before-due', level: 'group', due: sql`t.due_at`, parameter: remindBefore, after: false },
  { stage: 'after-due', level: 'group', due: sql`t.due_at`, parameter: remindAfter, after: true },
  {
    stage: 'school-before-due',
    level: 'school',
    due: sql`t.school_due_at`,
    parameter: remindBefore,
    after: false,
  },
  {
    stage: 'school-after-due',
    level: 'school',
    due: sql`t.school_due_at`,
    parameter: remindAfter,
    after: true,
  },
] as const;

/**
 * Reminds by itself before and after each deadline of today. Runs every minute and looks at the state as it is: a
 * unit, slot and stage is reminded once, whoever runs it and however often; days off and exemptions owe nothing.
 */
export async function remindAutomatically(
  services: Pick<Services, 'db' | 'clock' | 'channels'>,
): Promise<number> {
  const { db, clock } = services;
  const date = dateOf(clock).toString();
  const now = sql`${clock.now().toString()}::timestamptz`;
  await prepare(services, null, [date]);
  let sent = 0;
  for (const s of stages) {
    const minutes = minutesOf(s.parameter, date);
    const window = s.after
      ? sql`${now} >= ${s.due} + make_interval(mins => ${minutes}) and ${now} < ${s.due} + make_interval(mins => ${minutes}) + ${CATCH_UP}`
      : sql`${now} >= ${s.due} - make_interval(mins => ${minutes}) and ${now} < ${s.due}`;
    // The bounds without parameters come first: most minutes of a day are near no deadline at all.
    const where = sql`${s.due} between ${now} - interval '5 hours' and ${now} + interval '4 hours'
      and ${minutes} > 0 and ${window}`;
    sent += await db.tx('*', async (tx) => {
      const open = await sql<{ slot: string }>`
        select distinct t.slot from reporting.tally t where t.period = ${date}::date and ${where}`.execute(
        tx,
      );
      let count = 0;
      for (const { slot } of open.rows) count += await remindSlot(tx, services, { ...s, date, slot }, where);
      return count;
    });
  }
  return sent;
}

async function remindSlot(
  tx: Tx,
  services: Pick<Services, 'clock' | 'channels'>,
  about: { stage: string; level: 'group' | 'school'; date: string; slot: string },
  where: Parameters<typeof outstanding>[3],
): Promise<number> {
  const question = { ...about, lang: 'zh' as const, zone: services.clock.zone };
  const notYet = sql`not exists (select from reporting.reminder m where m.automatic and m.unit_id = t.school_id
    and m.period = t.period and m.slot = t.slot and m.stage = ${about.stage})`;
  const missing = await outstanding(tx, question, about.date, sql`${where} and ${notYet}`);
  const fresh = await keepReminders(tx, services, missing, about, null);
  const told = missing.filter((m) => fresh.has(m.unitId));
  await notify(tx, services, digests(told, about));
  if (about.stage === 'after-due') await notify(tx, services, await schoolDigests(tx, told, about));
  if (told.length > 0)
    await announce(tx, { kind: 'reminder', units: [...new Set(told.map((m) => m.areaId))].slice(0, 200) });
  return told.length;
}

/** After the deadline those who answer for the school hear which of its groups are missing: one message a person. */
async function schoolDigests(
  tx: Tx,
  missing: readonly Outstanding[],
  about: { date: string; slot: string; stage: string },
): Promise<readonly Notice[]> {
  // A unit that stands for itself has been told as the one that reports.
  const inside = missing.filter((m) => m.unitId !== m.schoolId);
  const schools = [...new Set(inside.map((m) => m.schoolId))];
  const { rows } = await sql<{ account_id: string; unit_id: string }>`
    select distinct h.account_id, h.unit_id from org.holding h
    join org.post_kind k on k.code = h.post_kind and 'report.submit' = any(k.permissions)
    where h.unit_id = any(${schools}::bigint[]) and h.valid @> ${about.date}::date`.execute(tx);
  return rows.map((r) => {
    const groups = inside.filter((m) => m.schoolId === r.unit_id);
    return {
      accountId: r.account_id,
      kind: 'reminder.groups',
      params: {
        ...about,
        count: groups.length,
        nobody: groups.filter((g) => g.recipients.length === 0).length,
        names: groups.slice(0, 5).map((g) => g.name),
        dueAt: groups[0]!.dueAt,
      },
      link: `/boards/school?unit=${r.unit_id}&date=${about.date}&slot=${about.slot}`,
    };
  });
}
