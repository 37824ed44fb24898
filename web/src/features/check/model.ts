import type { CheckException, CheckInput, ExceptionKind } from '@lianfang/contract/health';
import type { CheckView, Duty, DutyGroup, DutySlot, DutySuggestion } from '@lianfang/contract/healthDuty';
import type { OutboxItem } from '../../lib/outbox/db.ts';

/** What the teacher has marked so far, by person. Everybody else is present and well. */
export type Draft = ReadonlyMap<string, CheckException>;

export const ill = (kind: ExceptionKind): boolean => kind === 'absent_ill' || kind === 'present_ill';

/** Marks a person, or clears the mark. What a kind cannot have is dropped: a late pupil has no symptoms. */
export function mark(draft: Draft, personId: string, exception: CheckException | undefined): Draft {
  const next = new Map(draft);
  if (!exception) next.delete(personId);
  else if (ill(exception.kind)) next.set(personId, { ...exception, personId });
  else
    next.set(personId, { personId, kind: exception.kind, ...(exception.note && { note: exception.note }) });
  return next;
}

export const isFever = (cutoff: DutyGroup['cutoff'], celsius: number): boolean =>
  cutoff.operator === '>' ? celsius > cutoff.celsius : celsius >= cutoff.celsius;

/** The marks, and those whose measured temperature is over the cut-off: what the server will make of them. */
export function withMeasured(
  draft: Draft,
  celsius: ReadonlyMap<string, number> | undefined,
  cutoff: DutyGroup['cutoff'],
): Draft {
  const all = new Map(draft);
  for (const [personId, temperature] of celsius ?? []) {
    if (isFever(cutoff, temperature) && !all.has(personId)) {
      all.set(personId, { personId, kind: 'present_ill', symptoms: ['fever'], temperature });
    }
  }
  return all;
}

/** Who was ill at the last check and of whom nothing has been said yet. */
export const openSuggestions = (
  suggestions: readonly DutySuggestion[],
  draft: Draft,
  back: ReadonlySet<string>,
): readonly DutySuggestion[] =>
  suggestions.filter((s) => s.personId && !draft.has(s.personId) && !back.has(s.personId));

const PLACES: Readonly<Record<string, string>> = {
  class: 'school',
  dormitory: 'dormitory',
  office: 'work',
  enterprise: 'work',
  organ: 'work',
};
/** Where the people of a kind of unit are when they are present: the key of the word for it. */
export const placeOf = (kind: string): string => PLACES[kind] ?? 'other';

export interface Counts {
  readonly absentIll: number;
  readonly absentOther: number;
  readonly late: number;
  readonly presentIll: number;
  /** Present and well. */
  readonly well: number;
}

export function countsOf(exceptions: Iterable<CheckException>, people: number): Counts {
  const n = { absent_ill: 0, absent_other: 0, late: 0, present_ill: 0 };
  let all = 0;
  for (const e of exceptions) {
    n[e.kind]++;
    all++;
  }
  return {
    absentIll: n.absent_ill,
    absentOther: n.absent_other,
    late: n.late,
    presentIll: n.present_ill,
    well: Math.max(0, people - all),
  };
}

/** What is known of one slot: what the server had when last asked, and what this device made of it since. */
export interface SlotState {
  readonly slot: DutySlot;
  /** The latest check of this device, unless another one has overtaken it. */
  readonly mine?: OutboxItem;
  /** The check that counts as far as is known here. */
  readonly current?: Pick<CheckView, 'id' | 'exceptions'> & {
    readonly by?: string;
    readonly receivedAt?: string;
  };
}

export function slotState(
  slot: DutySlot,
  unit: string,
  period: string,
  items: readonly OutboxItem[],
): SlotState {
  const mine = items.findLast(
    (i) => i.body.unit === unit && i.body.period === period && i.body.slot === slot.code,
  );
  const known = slot.current && { current: slot.current };
  // Somebody else has reported or corrected since ours arrived.
  const overtaken =
    mine?.receipt &&
    slot.current &&
    mine.id !== slot.current.id &&
    mine.receipt.receivedAt < slot.current.receivedAt;
  if (!mine || overtaken) return { slot, ...known };
  if (mine.state === 'refused' || mine.id === slot.current?.id) return { slot, mine, ...known };
  const receivedAt = mine.receipt?.receivedAt;
  const id = mine.receipt?.sameAs ?? mine.id;
  return { slot, mine, current: { id, exceptions: mine.body.exceptions, ...(receivedAt && { receivedAt }) } };
}

/** A kept duty of another day still gives roster and slots; its states do not count any more. */
export function dutyFor(duty: Duty, today: string): Duty {
  if (duty.today === today) return duty;
  return {
    ...duty,
    today,
    groups: duty.groups.map((group) => ({
      ...group,
      slots: group.slots.map(({ current: _, exempt: __, ...slot }) => ({
        ...slot,
        state: 'pending' as const,
      })),
      suggestions: suggestionsFrom(group, duty.today),
    })),
  };
}

function suggestionsFrom(group: DutyGroup, period: string): DutyGroup['suggestions'] {
  const last = group.slots.findLast((s) => s.current)?.current;
  if (!last) return group.suggestions;
  return last.exceptions.filter((e) => ill(e.kind)).map(({ name: _, ...e }) => ({ ...e, period }));
}

export interface CheckTarget {
  readonly id: string;
  readonly unit: string;
  readonly period: string;
  readonly slot: string;
  readonly madeAt: string;
  readonly roster: number;
  readonly corrects?: { readonly id: string; readonly reason: string };
  readonly measured?: CheckInput['measured'];
}

/** The check as it is sent. Without a roster nobody can be named, so the number due goes along. */
export function checkFrom(draft: Draft, target: CheckTarget): CheckInput {
  const { id, unit, period, slot, madeAt, corrects, measured } = target;
  return {
    id,
    unit,
    period,
    slot,
    madeAt,
    exceptions: [...draft.values()],
    ...(measured && measured.length > 0 && { measured }),
    ...(corrects && { corrects: corrects.id, reason: corrects.reason }),
  };
}

export const draftOf = (exceptions: readonly (CheckException & { name?: string | undefined })[]): Draft =>
  new Map(exceptions.flatMap(({ name: _, ...e }) => (e.personId ? [[e.personId, e] as const] : [])));

/** The slot to begin with: the first open one that nobody has reported, else the last open one. */
export function slotOf(states: readonly SlotState[], time: string): string | undefined {
  const open = states.filter((s) => s.slot.opensAt <= time && s.slot.state !== 'exempt');
  return (open.find((s) => !s.current) ?? open.at(-1) ?? states[0])?.slot.code;
}

/** Temperatures to tap: the cut-off and what is seen most often above it. */
export const TEMPERATURES = [37.3, 37.5, 37.8, 38.0, 38.3, 38.5, 39.0, 39.5] as const;

export const step = (celsius: number, by: number): number =>
  Math.min(42, Math.max(35, Math.round((celsius + by) * 10) / 10));
