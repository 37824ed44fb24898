import { checkAmount, checkOption, checkPositive } from '../checks.ts';
import { type Rng, randomGamma } from '../random/index.ts';

/** A gamma-distributed length of time, days. `sd` 0 means always `mean`. */
export interface Duration {
  readonly mean: number;
  readonly sd: number;
}

/**
 * Rates at which one infectious pupil infects others while all are susceptible, persons a day, by the place they
 * meet: the expected numbers infected in the class, dormitory, household, and in the whole school (canteen,
 * corridors), each divided evenly among the members of that group.
 */
export interface Transmission {
  readonly class: number;
  readonly dormitory: number;
  readonly household: number;
  readonly canteen: number;
}

/** Natural history and spread of a disease. */
export interface Disease {
  readonly transmission: Transmission;
  /** Infection until infectious. */
  readonly latent: Duration;
  /** Infectious period. */
  readonly infectious: Duration;
  /** Share of the infected who fall ill, 0…1. */
  readonly symptomatic: number;
  /** Infectiousness of those who do not, relative to those who do, ≥ 0. */
  readonly asymptomaticInfectiousness: number;
  /** Begin of infectiousness until symptoms. */
  readonly presymptomatic: Duration;
  /** Symptoms until well. */
  readonly illness: Duration;
  /** Share immune at the start, 0…1; default 0. */
  readonly immune?: number;
  /** Infections from outside the school, per susceptible pupil and day; default 0. */
  readonly importRate?: number;
}

/** The course of every infection, days since the start of the simulation; Infinity = never. One entry a pupil. */
export interface Courses {
  readonly infectedAt: Float64Array;
  readonly infectiousFrom: Float64Array;
  readonly infectiousTo: Float64Array;
  /** Relative infectiousness while infectious. */
  readonly weight: Float64Array;
  readonly illFrom: Float64Array;
  readonly illTo: Float64Array;
}

/** @throws EpiError BAD_OPTION, NEGATIVE, NOT_A_NUMBER, NOT_FINITE */
export function checkDisease(disease: Disease): void {
  for (const place of ['class', 'dormitory', 'household', 'canteen'] as const) {
    checkAmount(disease.transmission[place], `transmission.${place}`);
  }
  for (const phase of ['latent', 'infectious', 'presymptomatic', 'illness'] as const) {
    checkAmount(disease[phase].mean, `${phase}.mean`);
    checkAmount(disease[phase].sd, `${phase}.sd`);
  }
  checkPositive(disease.infectious.mean, 'infectious.mean');
  for (const [name, share] of [
    ['symptomatic', disease.symptomatic],
    ['immune', disease.immune ?? 0],
  ] as const) {
    checkOption(share >= 0 && share <= 1, name, 'within 0…1', share);
  }
  checkAmount(disease.asymptomaticInfectiousness, 'asymptomaticInfectiousness');
  checkAmount(disease.importRate ?? 0, 'importRate');
}

/** Nobody infected yet. */
export function noCourses(size: number): Courses {
  const never = () => new Float64Array(size).fill(Infinity);
  return {
    infectedAt: never(),
    infectiousFrom: never(),
    infectiousTo: never(),
    weight: new Float64Array(size),
    illFrom: never(),
    illTo: never(),
  };
}

/** Infects a pupil at a time and draws what will follow. */
export function infect(courses: Courses, pupil: number, time: number, disease: Disease, rng: Rng): void {
  const isSymptomatic = rng.uniform() < disease.symptomatic;
  const from = time + drawDuration(disease.latent, rng);
  courses.infectedAt[pupil] = time;
  courses.infectiousFrom[pupil] = from;
  courses.infectiousTo[pupil] = from + drawDuration(disease.infectious, rng);
  courses.weight[pupil] = isSymptomatic ? 1 : disease.asymptomaticInfectiousness;
  if (!isSymptomatic) return;
  const ill = from + drawDuration(disease.presymptomatic, rng);
  courses.illFrom[pupil] = ill;
  courses.illTo[pupil] = ill + drawDuration(disease.illness, rng);
}

/** A gamma deviate with the given mean and standard deviation, days. */
export function drawDuration({ mean, sd }: Duration, rng: Rng): number {
  return mean === 0 || sd === 0 ? mean : randomGamma(rng, (mean / sd) ** 2, sd ** 2 / mean);
}
