import type { BoardSlot } from '@lianfang/contract/insight';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { UnitFacts } from '../../kernel/actor.ts';
import { dateOf, instantOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { slotsOf } from '../reporting/index.ts';

/** What every board says first: where, when, which slot, and when it was asked. */
export interface Head {
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: string;
  readonly date: string;
  readonly slot: string;
  readonly slots: readonly BoardSlot[];
  readonly asOf: string;
}

/**
 * Those of the kinds that some unit below is of, or reports as. By area and kind, so that a province looks up an index;
 * of a past date also what stood below then and has been merged or moved away since (its version ended, 0108).
 */
async function kindsBelow(tx: Tx, unit: string, date: string, today: string, kinds: readonly string[]) {
  const { rows } = await sql<{ kind: string }>`
    select a.asked as kind from unnest(${kinds}::text[]) a(asked) where exists (
      select from org.unit u
      where u.area_id = any((select reporting.areas_of(${unit}::bigint))::bigint[]) and u.lineage @> array[${unit}::bigint]
        and u.kind = any(array(select k.code from org.unit_kind k where k.code = a.asked or k.reports_as = a.asked))
        and (u.closed_on is null or u.closed_on > ${date}::date))
      or ${date}::date < ${today}::date and a.asked in (
        select unnest(array[k.code, k.reports_as]) from (
          select distinct u.kind from org.unit_version v join org.unit u on u.id = v.unit_id
          where v.area_id = any((select reporting.areas_of(${unit}::bigint))::bigint[]) and not upper_inf(v.valid)
            and upper(v.valid) > ${date}::date and lower(v.valid) <= ${date}::date
            and v.lineage @> array[${unit}::bigint]) gone
        join org.unit_kind k on k.code = gone.kind)
    `.execute(tx);
  return new Set(rows.map((r) => r.kind));
}

/**
 * The slots of the date below the unit and the one to show: as asked, else the last that has opened by now (of a past
 * date the first of the day).
 */
export async function headOf(
  services: Pick<Services, 'db' | 'clock'>,
  unit: UnitFacts,
  query: { readonly date?: string | undefined; readonly slot?: string | undefined },
): Promise<Head> {
  const { clock } = services;
  const today = dateOf(clock).toString();
  const date = query.date ?? today;
  const { rules, kinds } = await services.db.tx(
    '*',
    async (tx) => {
      const rules = (await slotsOf(tx, unit.id, date, clock.zone)).rows.filter((r) => r.enabled);
      const asked = [...new Set(rules.map((r) => r.subjectKind))];
      return { rules, kinds: await kindsBelow(tx, unit.id, date, today, asked) };
    },
    'read',
  );
  // Before there are units of any kind a board still names what it will be about.
  const bound = kinds.size > 0 ? rules.filter((r) => kinds.has(r.subjectKind)) : rules;
  const codes = new Map<string, BoardSlot & { readonly opensAt: string }>();
  // Classes name a slot that several kinds of unit share.
  const classesFirst = [...bound].sort(
    (a, b) => Number(b.subjectKind === 'class') - Number(a.subjectKind === 'class'),
  );
  for (const r of classesFirst) {
    const part = {
      nameZh: r.nameZh,
      nameEn: r.nameEn,
      dueAt: instantOf(clock, date, r.dueAt).toString(),
    };
    const known = codes.get(r.code);
    if (known) {
      if (!known.parts.some((p) => p.nameZh === part.nameZh)) known.parts.push(part);
      continue;
    }
    codes.set(r.code, {
      code: r.code,
      ...part,
      opensAt: instantOf(clock, date, r.opensAt).toString(),
      schoolDueAt: instantOf(clock, date, r.schoolDueAt).toString(),
      parts: [part],
    });
  }
  const slots = [...codes.values()].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const opened = slots.filter(
    (s) => s.code !== 'daily' && Temporal.Instant.compare(Temporal.Instant.from(s.opensAt), clock.now()) <= 0,
  );
  const usual = (date === today ? opened.at(-1) : undefined) ?? slots[0];
  return {
    unitId: unit.id,
    unitName: unit.name,
    unitKind: unit.kind,
    date,
    slot: query.slot ?? usual?.code ?? 'morning',
    slots: slots.map(({ opensAt: _, ...slot }) => slot),
    asOf: clock.now().toString(),
  };
}
