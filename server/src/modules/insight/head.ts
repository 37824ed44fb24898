import type { BoardSlot } from '@lianfang/contract/insight';
import { Temporal } from 'temporal-polyfill';
import type { UnitFacts } from '../../kernel/actor.ts';
import { dateOf, instantOf } from '../../kernel/clock.ts';
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
  const rules = await services.db.tx('*', (tx) => slotsOf(tx, unit.id, date, clock.zone), 'read');
  const codes = new Map<string, BoardSlot & { readonly opensAt: string }>();
  for (const r of rules.rows) {
    const known = codes.get(r.code);
    // Classes name a slot that several kinds of unit share.
    if (!r.enabled || (known && r.subjectKind !== 'class')) continue;
    codes.set(r.code, {
      code: r.code,
      nameZh: r.nameZh,
      nameEn: r.nameEn,
      opensAt: instantOf(clock, date, r.opensAt).toString(),
      dueAt: instantOf(clock, date, r.dueAt).toString(),
      schoolDueAt: instantOf(clock, date, r.schoolDueAt).toString(),
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
