import { checkAmount, checkOption } from '../checks.ts';
import { type Rng, randomBinomial, randomGamma, randomInteger } from '../random/index.ts';
import { type Courses, type Duration, drawDuration } from './disease.ts';
import type { School } from './school.ts';

/** How pupils stay away and how schools report it. */
export interface Behaviour {
  /** Share of the ill who stay away (or in bed) at all, 0…1; default 0.9. */
  readonly absenceProbability?: number;
  /** Symptoms until absence, days; default 0.5 ± 0.3. */
  readonly absenceDelay?: Duration;
  /** Well again until return, days; default 0 (return when well). */
  readonly convalescence?: Duration;
  /** Other illnesses: new absences per pupil and school day, default 0.004. */
  readonly backgroundRate?: number;
  /** Day-to-day scatter of that rate: gamma with this shape, mean 1; default 8. Infinity = none. */
  readonly backgroundShape?: number;
  /** Multipliers of that rate, Monday … Sunday; default 1.3 on Mondays, else 1. */
  readonly weekday?: readonly number[];
  /** Mean length of such an absence, days, ≥ 1; default 1.6. */
  readonly backgroundDays?: number;
  /** Chance that an ill absent pupil is reported as ill on a day, 0…1; default 0.95. */
  readonly reportProbability?: number;
  /** Chance that a class hands in no report on a day, 0…1; default 0.02. */
  readonly missedReport?: number;
}

export type FullBehaviour = Required<Behaviour>;

/** Fills in defaults and checks. @throws EpiError BAD_OPTION, NEGATIVE, NOT_A_NUMBER, NOT_FINITE */
export function completeBehaviour(behaviour: Behaviour): FullBehaviour {
  const full: FullBehaviour = {
    absenceProbability: 0.9,
    absenceDelay: { mean: 0.5, sd: 0.3 },
    convalescence: { mean: 0, sd: 0 },
    backgroundRate: 0.004,
    backgroundShape: 8,
    weekday: [1.3, 1, 1, 1, 1, 1, 1],
    backgroundDays: 1.6,
    reportProbability: 0.95,
    missedReport: 0.02,
    ...behaviour,
  };
  for (const name of ['absenceProbability', 'reportProbability', 'missedReport'] as const) {
    checkOption(full[name] >= 0 && full[name] <= 1, name, 'within 0…1', full[name]);
  }
  checkAmount(full.backgroundRate, 'backgroundRate');
  checkOption(full.backgroundShape > 0, 'backgroundShape', 'above 0', full.backgroundShape);
  checkOption(full.backgroundDays >= 1, 'backgroundDays', '≥ 1', full.backgroundDays);
  checkOption(full.weekday.length === 7, 'weekday.length', '7 (Monday … Sunday)', full.weekday.length);
  full.weekday.forEach((factor, i) => {
    checkAmount(factor, 'weekday', i);
  });
  for (const name of ['absenceDelay', 'convalescence'] as const) {
    checkAmount(full[name].mean, `${name}.mean`);
    checkAmount(full[name].sd, `${name}.sd`);
  }
  return full;
}

/** Who is away, and since when. One entry a pupil, days since the start; Infinity = never. */
export interface Absences {
  /** Away because of the disease. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** First and last day away for another illness; −1 = not. */
  readonly otherSince: Int32Array;
  readonly otherUntil: Int32Array;
}

export function noAbsences(size: number): Absences {
  return {
    from: new Float64Array(size).fill(Infinity),
    to: new Float64Array(size).fill(Infinity),
    otherSince: new Int32Array(size).fill(-1),
    otherUntil: new Int32Array(size).fill(-1),
  };
}

/**
 * Decides, once, whether and from when an infected pupil will stay away.
 * @param excludeIll chance that the morning check finds and sends home a pupil with symptoms, whatever the pupil does
 */
export function planAbsence(
  absences: Absences,
  courses: Courses,
  pupil: number,
  behaviour: FullBehaviour,
  excludeIll: number,
  rng: Rng,
): void {
  const ill = courses.illFrom[pupil]!;
  if (ill === Infinity) return;
  const staysAway = rng.uniform() < behaviour.absenceProbability;
  const delay = drawDuration(behaviour.absenceDelay, rng);
  const found = rng.uniform() < excludeIll;
  const after = drawDuration(behaviour.convalescence, rng);
  // The check is held in the morning, a third of the way into the day.
  const nextCheck = Math.ceil(ill - MORNING) + MORNING;
  const from = Math.min(staysAway ? ill + delay : Infinity, found ? nextCheck : Infinity);
  const to = courses.illTo[pupil]! + after;
  if (from >= to) return;
  absences.from[pupil] = from;
  absences.to[pupil] = to;
}

/** Time of the morning check and of the day's count, as a share of the day: 08:00. */
export const MORNING = 1 / 3;

/** New absences for other illnesses on a school day. */
export function startOtherAbsences(
  absences: Absences,
  school: School,
  day: number,
  weekday: number,
  behaviour: FullBehaviour,
  rng: Rng,
): void {
  const { backgroundShape: shape } = behaviour;
  const scatter = shape === Infinity ? 1 : randomGamma(rng, shape, 1 / shape);
  const rate = Math.min(1, behaviour.backgroundRate * behaviour.weekday[weekday - 1]! * scatter);
  const count = randomBinomial(rng, school.size, rate);
  for (let k = 0; k < count; k++) {
    const pupil = randomInteger(rng, school.size);
    if (absences.otherUntil[pupil]! >= day) continue;
    let last = day;
    while (rng.uniform() < 1 - 1 / behaviour.backgroundDays) last++;
    absences.otherSince[pupil] = day;
    absences.otherUntil[pupil] = last;
  }
}
