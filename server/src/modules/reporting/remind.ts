import type {
  Reminded,
  RemindInput,
  RemindPreview,
  RemindPreviewInput,
} from '@lianfang/contract/reportingRemind';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Actor, Holding, UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import type { Notice } from '../../kernel/channel.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { notify } from '../../kernel/notify.ts';
import { parameterAt } from '../../kernel/parameter.ts';
import { type Outstanding, outstanding } from './outstanding.ts';
import { remindRest } from './parameters.ts';

type Told = Pick<Services, 'clock' | 'channels'>;

/** One message a person, whatever the number of their units: a digest, not a flood (complaint 17). Pure. */
export function digests(
  missing: readonly Outstanding[],
  about: {
    readonly level: 'group' | 'school';
    readonly date: string;
    readonly slot: string;
    readonly stage: string;
  },
): readonly Notice[] {
  const byAccount = new Map<string, Outstanding[]>();
  for (const unit of missing)
    for (const accountId of new Set(unit.recipients.map((r) => r.accountId)))
      byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), unit]);
  return [...byAccount].map(([accountId, units]) => ({
    accountId,
    kind: about.level === 'group' ? 'reminder.check' : 'reminder.school',
    params: {
      date: about.date,
      slot: about.slot,
      stage: about.stage,
      count: units.length,
      names: units.slice(0, 5).map((u) => (about.level === 'group' ? `${u.schoolName} ${u.name}` : u.name)),
      dueAt: units.map((u) => u.dueAt).sort()[0]!,
    },
    link:
      about.level === 'group'
        ? `/check?unit=${units[0]!.unitId}&date=${about.date}&slot=${about.slot}`
        : `/boards/school?unit=${units[0]!.schoolId}&date=${about.date}&slot=${about.slot}`,
  }));
}

/** Who would be reminded: shown before anybody is. */
export async function previewReminder(
  tx: Tx,
  services: Told,
  unit: UnitFacts,
  input: RemindPreviewInput,
  lang: 'zh' | 'en',
): Promise<RemindPreview & { readonly due: readonly Outstanding[] }> {
  const { clock } = services;
  const rest = await parameterAt(tx, remindRest, unit.lineage, input.period);
  const since = clock.now().subtract({ minutes: rest });
  const all = await outstanding(
    tx,
    { ...input, date: input.period, lang, zone: clock.zone },
    dateOf(clock).toString(),
    sql`t.area_id = any((select reporting.areas_of(${unit.id}::bigint))::bigint[]) and t.lineage @> array[
      ${unit.schoolId ?? unit.id}::bigint] and ${
        input.includePending
          ? sql`true`
          : sql`${input.level === 'group' ? sql`t.due_at` : sql`t.school_due_at`} < ${clock.now().toString()}::timestamptz`
      }`,
  );
  const inside = all.filter((t) => t.lineage.includes(unit.id));
  const targets = inside.map(({ areaId: _a, lineage: _l, dueAt: _d, ...t }) => ({
    ...t,
    resting:
      t.remindedAt !== null && Temporal.Instant.compare(Temporal.Instant.from(t.remindedAt), since) > 0,
  }));
  const due = inside.filter((_, i) => !targets[i]!.resting);
  return {
    targets,
    due,
    people: new Set(due.flatMap((t) => t.recipients.map((r) => r.accountId))).size,
    nobody: due.filter((t) => t.recipients.length === 0).length,
    resting: targets.filter((t) => t.resting).length,
  };
}

/** Reminds those of the preview that are not resting. The same id twice reminds nobody twice. */
export async function remind(
  tx: Tx,
  services: Told,
  by: { actor: Actor; holding: Holding; unit: UnitFacts },
  input: RemindInput,
  lang: 'zh' | 'en',
): Promise<Reminded> {
  const before = await sql<Reminded>`
    select count(*)::int as units, coalesce(sum(recipients), 0)::int as people,
      count(*) filter (where recipients = 0)::int as nobody
    from reporting.reminder where batch_id = ${input.id}`.execute(tx);
  if (before.rows[0]!.units > 0) return before.rows[0]!;
  const { due, people, nobody } = await previewReminder(tx, services, by.unit, input, lang);
  const about = { level: input.level, date: input.period, slot: input.slot, stage: 'manual' };
  await keepReminders(tx, services, due, about, { batchId: input.id, accountId: by.actor.accountId });
  await notify(tx, services, digests(due, about));
  for (const area of [...new Set(due.map((t) => t.areaId))].sort())
    await audit(tx, area, [
      {
        ...byActor(by.actor, by.holding),
        verb: 'report.remind',
        object: `unit:${by.unit.id}`,
        unitId: by.unit.id,
        detail: {
          ...about,
          units: due.filter((t) => t.areaId === area).map((t) => t.unitId),
        },
      },
    ]);
  if (due.length > 0) await announce(tx, { kind: 'reminder', units: by.unit.lineage });
  return { units: due.length, people, nobody };
}

/** Writes one row a unit reminded; of automatic ones only those that were not there, and returns whose they are. */
export async function keepReminders(
  tx: Tx,
  services: Told,
  due: readonly Outstanding[],
  about: { readonly date: string; readonly slot: string; readonly stage: string },
  by: { readonly batchId: string; readonly accountId: string } | null,
): Promise<ReadonlySet<string>> {
  const rows = due.map((t) => ({
    area_id: t.areaId,
    unit_id: t.unitId,
    school_id: t.schoolId,
    lineage: `{${t.lineage.join(',')}}`,
    recipients: new Set(t.recipients.map((r) => r.accountId)).size,
  }));
  const kept = await sql<{ unit_id: string }>`
    insert into reporting.reminder (batch_id, area_id, unit_id, school_id, lineage, period, slot, automatic, stage,
      recipients, account_id, at)
    select ${by?.batchId ?? null}::uuid, area_id, unit_id, school_id, lineage, ${about.date}::date, ${about.slot},
      ${by === null}, ${about.stage}, recipients, ${by?.accountId ?? null}, ${services.clock.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(area_id bigint, unit_id bigint, school_id bigint,
      lineage bigint[], recipients integer)
    on conflict do nothing returning unit_id`.execute(tx);
  return new Set(kept.rows.map((r) => r.unit_id));
}
