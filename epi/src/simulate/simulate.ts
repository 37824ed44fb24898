import { checkWhole } from '../checks.ts';
import type { Rng } from '../random/index.ts';
import { type IsOpen, weekdayOf } from '../rules/index.ts';
import { createSeries, formatDate, parseDate, type Series } from '../series/index.ts';
import {
  type Absences,
  type Behaviour,
  completeBehaviour,
  type FullBehaviour,
  MORNING,
  noAbsences,
  planAbsence,
  startOtherAbsences,
} from './behaviour.ts';
import { checkDisease, type Disease, infect, noCourses } from './disease.ts';
import { Closures, checkInterventions, type Interventions } from './interventions.ts';
import { groupsOf, type Presence, transmit } from './mixing.ts';
import { pickPupils, type School } from './school.ts';

export interface SimulationOptions {
  readonly rng: Rng;
  /** First day, ISO date; default 2026-09-07, a Monday. */
  readonly start?: string;
  /** Days to run, 1…3660. */
  readonly days: number;
  /** School days; default Monday to Friday. */
  readonly isOpen?: IsOpen;
  /** Pupils who become infected, and the day (0-based) on which; default one on day 0. */
  readonly seeds?: readonly { readonly day: number; readonly count: number }[];
  readonly behaviour?: Behaviour;
  readonly interventions?: Interventions;
  /** Steps a day, default 4. */
  readonly stepsPerDay?: number;
}

/** What happened, one entry a day. */
export interface Epidemic {
  readonly dates: string[];
  /** 1 on school days (a closed school or class counts as open here). */
  readonly open: Uint8Array;
  /** Pupils infected, and pupils who fell ill, on the day. */
  readonly newInfections: Int32Array;
  readonly newIll: Int32Array;
  /** Pupils away (or in bed) because of the disease at the time of the morning check. */
  readonly absentIll: Int32Array;
  /** Absent ill as the classes reported them, any illness; 0 on closed days: use {@link absenceSeries}. */
  readonly reported: Int32Array;
  /** Of these, reported for the first day of their absence. */
  readonly reportedNew: Int32Array;
  /** The same by class: reportedNewByClass[day][class]. */
  readonly reportedNewByClass: Int32Array[];
  /** Classes that handed in a report. */
  readonly classesReporting: Int32Array;
  /** Pupils of suspended classes or a closed school on a school day. */
  readonly suspendedPupils: Int32Array;
  /** Pupils ever infected, ever ill, over the whole run. */
  readonly infected: number;
  readonly ill: number;
}

/**
 * Stochastic SEIR epidemic among the pupils of a school who meet in classes, dormitories, households and the
 * canteen, with absence and reporting on top: an individual-based chain in steps of a quarter day with gamma
 * distributed periods (Keeling & Rohani 2008, "Modeling Infectious Diseases", chapters 3, 6 and 8). What the
 * school sees (`reported…`) is kept apart from what is (`newInfections`, `absentIll`), so that detectors can be
 * judged on the one against the other.
 *
 * @throws EpiError BAD_OPTION, BAD_DATE, and the codes of bad amounts
 */
export function simulateSchool(school: School, disease: Disease, options: SimulationOptions): Epidemic {
  const { rng, days, interventions = {}, stepsPerDay = 4 } = options;
  const { isOpen = (_, weekday) => weekday <= 5, seeds = [{ day: 0, count: 1 }] } = options;
  checkWhole(days, 'days', 1, 3660);
  checkWhole(stepsPerDay, 'stepsPerDay', 1, 96);
  checkDisease(disease);
  checkInterventions(interventions);
  const behaviour = completeBehaviour(options.behaviour ?? {});
  const excludeIll = interventions.excludeIll ?? 0;
  const first = parseDate(options.start ?? '2026-09-07', 'start');
  const groups = groupsOf(school);
  const courses = noCourses(school.size);
  const absences = noAbsences(school.size);
  const closures = new Closures(school.classes, interventions);
  const result = emptyEpidemic(days);
  // Immunity is an infection long past.
  for (const pupil of pickPupils(rng, school.size, Math.round((disease.immune ?? 0) * school.size))) {
    courses.infectedAt[pupil] = -Infinity;
  }
  const presence: Presence = { inSchool: new Uint8Array(school.size), away: new Uint8Array(school.size) };

  for (let day = 0; day < days; day++) {
    const date = formatDate(first + day);
    const weekday = weekdayOf(first + day);
    const open = isOpen(date, weekday);
    result.dates.push(date);
    result.open[day] = open ? 1 : 0;
    for (const seed of seeds) {
      if (seed.day !== day) continue;
      for (const pupil of pickPupils(rng, school.size, seed.count)) {
        if (courses.infectedAt[pupil] !== Infinity) continue;
        infect(courses, pupil, day, disease, rng);
        planAbsence(absences, courses, pupil, behaviour, excludeIll, rng);
        result.newInfections[day]!++;
      }
    }
    if (open) startOtherAbsences(absences, school, day, weekday, behaviour, rng);
    for (let s = 0; s < stepsPerDay; s++) {
      const time = day + s / stepsPerDay;
      updatePresence(presence, school, absences, closures, open, day, time);
      for (const pupil of transmit(school, groups, courses, disease, presence, time, 1 / stepsPerDay, rng)) {
        planAbsence(absences, courses, pupil, behaviour, excludeIll, rng);
        result.newInfections[day]!++;
      }
    }
    recordDay(result, school, absences, closures, behaviour, day, rng);
    closures.decide(result.reportedNewByClass, day);
  }
  let infected = 0;
  let ill = 0;
  courses.infectedAt.forEach((time, pupil) => {
    if (time >= 0 && time < Infinity) infected++;
    const onset = courses.illFrom[pupil]!;
    if (onset === Infinity) return;
    ill++;
    if (onset < days) result.newIll[Math.floor(onset)]!++;
  });
  return { ...result, infected, ill };
}

function emptyEpidemic(days: number): Omit<Epidemic, 'infected' | 'ill'> {
  const column = () => new Int32Array(days);
  return {
    dates: [],
    open: new Uint8Array(days),
    newInfections: column(),
    newIll: column(),
    absentIll: column(),
    reported: column(),
    reportedNew: column(),
    reportedNewByClass: [],
    classesReporting: column(),
    suspendedPupils: column(),
  };
}

function updatePresence(
  { inSchool, away }: Presence,
  school: School,
  absences: Absences,
  closures: Closures,
  open: boolean,
  day: number,
  time: number,
): void {
  for (let i = 0; i < school.size; i++) {
    const isAway = absences.from[i]! <= time && time < absences.to[i]!;
    const isOtherwiseAway = absences.otherSince[i]! <= day && day <= absences.otherUntil[i]!;
    away[i] = isAway || isOtherwiseAway ? 1 : 0;
    inSchool[i] = open && !away[i] && !closures.isClosed(school.classOf[i]!, day) ? 1 : 0;
  }
}

/** What is true at the morning check, and what the classes make of it. */
function recordDay(
  result: Omit<Epidemic, 'infected' | 'ill'>,
  school: School,
  absences: Absences,
  closures: Closures,
  behaviour: FullBehaviour,
  day: number,
  rng: Rng,
): void {
  const now = day + MORNING;
  const newByClass = new Int32Array(school.classes);
  result.reportedNewByClass.push(newByClass);
  const isOpen = result.open[day] === 1;
  const hasReport = Uint8Array.from({ length: school.classes }, (_, c) =>
    isOpen && !closures.isClosed(c, day) && rng.uniform() >= behaviour.missedReport ? 1 : 0,
  );
  result.classesReporting[day] = hasReport.reduce((a, b) => a + b, 0);
  const previous = previousSchoolDay(result.open, day);
  for (let i = 0; i < school.size; i++) {
    const classIndex = school.classOf[i]!;
    const isIll = absences.from[i]! <= now && now < absences.to[i]!;
    const isOther = absences.otherSince[i]! <= day && day <= absences.otherUntil[i]!;
    if (isIll) result.absentIll[day]!++;
    if (isOpen && closures.isClosed(classIndex, day)) result.suspendedPupils[day]!++;
    if (!(isIll || isOther) || !hasReport[classIndex] || rng.uniform() >= behaviour.reportProbability)
      continue;
    result.reported[day]!++;
    const since = isIll ? absences.from[i]! : absences.otherSince[i]!;
    if (since <= previous + MORNING) continue;
    result.reportedNew[day]!++;
    newByClass[classIndex]!++;
  }
}

/** The school day before; −1 before the first. */
function previousSchoolDay(open: Uint8Array, day: number): number {
  let previous = day - 1;
  while (previous >= 0 && !open[previous]) previous--;
  return previous;
}

/**
 * The reports of a simulated school as a series over its school days, ready for any detector.
 * @param which `new` (default): pupils on the first day of their absence; `all`: all absent ill pupils
 */
export function absenceSeries(epidemic: Epidemic, which: 'new' | 'all' = 'new'): Series {
  const column = which === 'new' ? epidemic.reportedNew : epidemic.reported;
  const days = epidemic.dates.map((_, day) => day).filter((day) => epidemic.open[day] === 1);
  return createSeries({
    counts: days.map((day) => (epidemic.classesReporting[day]! > 0 ? column[day]! : null)),
    dates: days.map((day) => epidemic.dates[day]!),
    frequency: 365,
  });
}
