import { Temporal } from 'temporal-polyfill';
import type { Calendar, CalendarKind } from '../org/index.ts';

/** What is owed on a date, and what became of it. Pure: the SQL of 0502 says the same, and a test holds them together. */

/** Dates YYYY-MM-DD; `until` is exclusive, null = open. */
export interface DateRange {
  readonly from: string | null;
  readonly until: string | null;
}
export interface Subject {
  readonly unitId: string;
  readonly schoolId: string;
  readonly kind: string;
  /** Nearest first: itself, the main line upwards, the territorial line upwards. */
  readonly lineage: readonly string[];
}
export interface SlotRule extends DateRange {
  readonly code: string;
  /** Whose subtree; null = everywhere. Regions, territories and institutions only. */
  readonly unitId: string | null;
  readonly subjectKind: string;
  /** Local clock times HH:MM. */
  readonly opensAt: string;
  readonly dueAt: string;
  readonly schoolDueAt: string;
  readonly calendar: CalendarKind;
  readonly enabled: boolean;
}
export interface Exemption extends DateRange {
  readonly unitId: string;
  /** null = every slot. */
  readonly slot: string | null;
  readonly reason: string;
}
export interface Obligation {
  readonly unitId: string;
  readonly slot: string;
  readonly opensAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly schoolDueAt: Temporal.Instant;
  /** Why nothing is owed: the day is closed for this unit, or it is exempt. */
  readonly exempt: { readonly kind: 'closed' | 'exemption'; readonly reason: string | null } | null;
}

export const contains = (range: DateRange, date: string): boolean =>
  (range.from === null || range.from <= date) && (range.until === null || date < range.until);

/** Rules in force for a lineage: of each code the rows of the nearest unit win, as a whole set. */
export function rulesInForce(
  lineage: readonly string[],
  rules: readonly SlotRule[],
  date: string,
): readonly SlotRule[] {
  const nearness = (r: SlotRule): number =>
    r.unitId === null ? Number.POSITIVE_INFINITY : lineage.indexOf(r.unitId);
  const here = rules.filter((r) => contains(r, date) && (r.unitId === null || lineage.includes(r.unitId)));
  return here.filter((r) => r.enabled && here.every((o) => o.code !== r.code || nearness(o) >= nearness(r)));
}

/** Everything the subjects owe on a date, exempt ones included with their reason. `zone` is an IANA name. */
export function expected(
  subjects: readonly Subject[],
  rules: readonly SlotRule[],
  calendarOf: (subject: Subject) => Calendar,
  exemptions: readonly Exemption[],
  date: string,
  zone: string,
): readonly Obligation[] {
  const at = (time: string): Temporal.Instant =>
    Temporal.PlainDate.from(date)
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant();
  return subjects.flatMap((s) =>
    rulesInForce(s.lineage, rules, date)
      .filter((r) => r.subjectKind === s.kind)
      .map((r) => {
        const day = calendarOf(s).day(r.calendar, date);
        const excuse = exemptions.find(
          (e) => s.lineage.includes(e.unitId) && contains(e, date) && (e.slot === null || e.slot === r.code),
        );
        const exempt = !day.open
          ? ({ kind: 'closed', reason: day.own?.reason ?? null } as const)
          : excuse
            ? ({ kind: 'exemption', reason: excuse.reason } as const)
            : null;
        return {
          unitId: s.unitId,
          slot: r.code,
          opensAt: at(r.opensAt),
          dueAt: at(r.dueAt),
          schoolDueAt: at(r.schoolDueAt),
          exempt,
        };
      }),
  );
}

export type State = 'pending' | 'data' | 'zero' | 'late' | 'missing' | 'exempt';
export interface Receipt {
  readonly outcome: 'data' | 'zero';
  readonly firstAt: Temporal.Instant;
}

/**
 * The state of one obligation. On time is "at the due minute or before" (S2.13-25: by 17:00); what an exempt
 * unit sent stays exempt, so that it counts neither above nor below the line of a rate.
 */
export function state(
  obligation: Pick<Obligation, 'dueAt' | 'exempt'>,
  receipt: Receipt | null,
  now: Temporal.Instant,
): State {
  if (obligation.exempt) return 'exempt';
  if (receipt) {
    return Temporal.Instant.compare(receipt.firstAt, obligation.dueAt) > 0 ? 'late' : receipt.outcome;
  }
  return Temporal.Instant.compare(now, obligation.dueAt) > 0 ? 'missing' : 'pending';
}
