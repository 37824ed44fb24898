import { Temporal } from 'temporal-polyfill';

/** One slot in which somebody was absent ill, from the current check of that slot. */
export interface IllSlot {
  readonly personId: string;
  readonly unit: string;
  readonly period: string;
  readonly slot: string;
}

/** Slots of one person that belong to one absence. */
export interface Episode<T extends IllSlot> {
  readonly personId: string;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly slots: readonly T[];
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const days = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

/** Dates on which a unit was checked, ascending. */
export type CheckedDates = (unit: string) => readonly string[];

/**
 * Joins the slots of each person into absences: one ends with a checked date on which the person is no longer listed.
 * Dates without a check (week-ends, a check not made) prove nothing: dates up to `gap` days apart still belong together.
 * Pure; input in any order.
 */
export function episodes<T extends IllSlot>(
  slots: readonly T[],
  checked: CheckedDates,
  gap: number,
): readonly Episode<T>[] {
  const sorted = [...slots].sort((a, b) => order(a.personId, b.personId) || order(a.period, b.period));
  const found: { personId: string; firstOn: string; lastOn: string; slots: T[] }[] = [];
  for (const slot of sorted) {
    const last = found.at(-1);
    if (
      last?.personId === slot.personId &&
      days(last.lastOn, slot.period) <= gap &&
      !checked(slot.unit).some((d) => d > last.lastOn && d < slot.period)
    ) {
      last.slots.push(slot);
      last.lastOn = slot.period;
    } else {
      found.push({ personId: slot.personId, firstOn: slot.period, lastOn: slot.period, slots: [slot] });
    }
  }
  return found;
}
