import type { Rng } from '../random/index.ts';
import type { Behaviour } from './behaviour.ts';
import type { Disease } from './disease.ts';
import { makeSchool, type School } from './school.ts';

/**
 * Influenza among people without immunity, fitted to the boarding school of 1978 (BMJ 1978;1:587).
 *
 * Taken from the literature: two thirds of the infected fall ill (Carrat et al. 2008, Am. J. Epidemiol. 167:775).
 * Fitted by search for the smallest root mean square distance between the daily median of simulated runs and the
 * published in-bed counts: the sum of the transmission rates, latent and presymptomatic periods, and illness.
 * The split of transmission between places is an assumption; the series cannot tell them apart.
 */
export const influenza1978: Disease = {
  transmission: { class: 1.05, dormitory: 1.05, household: 1.05, canteen: 3.5 },
  latent: { mean: 0.8, sd: 0.4 },
  infectious: { mean: 2.5, sd: 1.25 },
  symptomatic: 0.669,
  asymptomaticInfectiousness: 0.5,
  presymptomatic: { mean: 0.8, sd: 0.4 },
  illness: { mean: 3, sd: 1.5 },
};

/** The ill go to bed at once, and nothing else is counted. */
export const boardingBehaviour1978: Behaviour = {
  absenceProbability: 1,
  absenceDelay: { mean: 0.1, sd: 0 },
  backgroundRate: 0,
};

/** A school of 763 boarders, as in 1978; its division into classes and houses is made up. */
export function boardingSchool1978(rng: Rng): School {
  const classSizes = [...new Array<number>(27).fill(25), ...new Array<number>(4).fill(22)];
  return makeSchool({ rng, classSizes, boardingShare: 1, dormitorySize: 25, dormitoryFilling: 'mixed' });
}
