import type { CheckException, CheckInput } from '@lianfang/contract/health';
import type { Episode } from './illness.ts';
import type { Random } from './random.ts';

/** A group that owes checks. */
export interface Group {
  readonly unitId: string;
  readonly kind: 'class' | 'dormitory' | 'office';
  /** Ids of its people, and their illness if they have one in these weeks. */
  readonly members: readonly { readonly id: string; readonly episode: Episode | undefined }[];
  /** Share of its checks that come in time. */
  readonly discipline: number;
  readonly measures: boolean;
  readonly reporter: string;
  readonly substitute: string;
}

export interface Slot {
  readonly code: string;
  readonly dueAt: string;
}

/** A check as the phone would have sent it, when it came in, and by whose account. */
export interface PlannedCheck {
  readonly input: CheckInput;
  readonly receivedAt: number;
  readonly accountId: string;
  readonly substitute: boolean;
}

/** UUID version 7 (RFC 9562) of an instant, its random bits from the stream. */
export function uuidV7(at: number, random: Random): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0').slice(-digits);
  const time = hex(at, 12);
  const word = () => hex(Math.floor(random.next() * 0x10000), 4);
  const variant = hex(0x8000 | Math.floor(random.next() * 0x4000), 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${word().slice(1)}-${variant}-${word()}${word()}${word()}`;
}

/** What an illness looks like in a check of a day, or undefined where the person is well by then. */
function seen(
  episode: Episode,
  day: number,
  slot: string,
  days: readonly string[],
): Omit<CheckException, 'personId'> | undefined {
  const since = day - episode.onset;
  if (since < 0 || since >= episode.length) return undefined;
  const present = since === 0 && episode.came && slot === 'morning';
  const onsetOn = days[Math.max(0, episode.onset)]!;
  // A doctor has been seen, and knows more, from the second day.
  const knows = since > 0 && episode.sawDoctor;
  return {
    kind: present ? 'present_ill' : 'absent_ill',
    symptoms: [...episode.symptoms],
    ...(episode.temperature !== undefined && { temperature: episode.temperature }),
    sawDoctor: knows,
    ...(knows && episode.diagnosis !== undefined && { diagnosis: episode.diagnosis }),
    ...(episode.onset >= 0 && { onsetOn }),
  };
}

/** Share of people absent for other reasons, and late in the morning. */
const LEAVE = 0.004;
const LATE = 0.002;

function exceptions(
  random: Random,
  group: Group,
  day: number,
  slot: string,
  days: readonly string[],
): CheckException[] {
  return group.members.flatMap(({ id, episode }): CheckException[] => {
    const ill = episode && seen(episode, day, slot, days);
    if (ill) return [{ personId: id, ...ill }];
    const draw = random.next();
    if (draw < LEAVE) return [{ personId: id, kind: 'absent_other', note: '事假' }];
    if (slot === 'morning' && draw < LEAVE + LATE) return [{ personId: id, kind: 'late' }];
    return [];
  });
}

const MINUTE = 60_000;

/** Minutes from the deadline at which a check comes in (negative: before), or undefined: it never does. */
function arrival(random: Random, discipline: number): number | undefined {
  const draw = random.next();
  if (draw < discipline) return -Math.max(2, Math.min(65, 28 + random.normal() * 13));
  if (draw < discipline + (1 - discipline) * 0.6) return 2 + random.next() * random.next() * 180;
  return undefined;
}

/** Temperatures of everybody present and well: 36.5 ± 0.25 ℃, none a fever. */
function measured(random: Random, group: Group, except: readonly CheckException[]) {
  const known = new Set(except.map((e) => e.personId));
  return group.members
    .filter((m) => !known.has(m.id))
    .map((m) => ({
      personId: m.id,
      celsius: Math.round(Math.min(37.2, Math.max(35.8, 36.5 + random.normal() * 0.25)) * 10) / 10,
    }));
}

/**
 * The check of a group for a day and slot, or undefined if it was missed or has not come in by `now`. `due` and
 * `now` in milliseconds since 1970; `day` is the place of the date in `days`.
 */
export function planCheck(
  random: Random,
  group: Group,
  day: number,
  days: readonly string[],
  slot: Slot,
  due: number,
  now: number,
): PlannedCheck | undefined {
  const minutes = arrival(random, group.discipline);
  if (minutes === undefined) return undefined;
  const receivedAt = Math.round(due + minutes * MINUTE);
  if (receivedAt > now) return undefined;
  const found = exceptions(random, group, day, slot.code, days);
  const substitute = random.chance(0.03);
  return {
    receivedAt,
    accountId: substitute ? group.substitute : group.reporter,
    substitute,
    input: {
      id: uuidV7(receivedAt, random),
      unit: group.unitId,
      period: days[day]!,
      slot: slot.code,
      madeAt: new Date(receivedAt - random.int(1, 40) * 1000).toISOString(),
      exceptions: found,
      ...(group.measures && { measured: measured(random, group, found) }),
    },
  };
}
