import { type Rng, randomBinomial } from '../random/index.ts';
import { type Courses, type Disease, infect } from './disease.ts';
import { membersOf, pickPupils, type School } from './school.ts';

/** Who could meet whom in one step. */
export interface Presence {
  /** 1 while the pupil is in class and canteen. */
  readonly inSchool: Uint8Array;
  /** 1 while the pupil is away ill: not in the dormitory either (sick room), but at home in the household. */
  readonly away: Uint8Array;
}

/** Members of every group, made once a simulation. */
export interface Groups {
  readonly classes: readonly number[][];
  readonly dormitories: readonly number[][];
  readonly households: readonly number[][];
}

export function groupsOf(school: School): Groups {
  return {
    classes: membersOf(school.classOf, school.classes),
    dormitories: membersOf(school.dormitoryOf, school.dormitories),
    households: membersOf(school.householdOf, school.households),
  };
}

/**
 * One step of transmission. Within a group, a susceptible member meets the force rate × (infectious members) /
 * (other members), so that a case infects `rate` others a day in a fully susceptible group of any size.
 * @returns pupils infected in this step
 */
export function transmit(
  school: School,
  groups: Groups,
  courses: Courses,
  disease: Disease,
  presence: Presence,
  time: number,
  step: number,
  rng: Rng,
): number[] {
  const infectious: number[] = [];
  for (let i = 0; i < school.size; i++) {
    if (courses.infectiousFrom[i]! <= time && time < courses.infectiousTo[i]!) infectious.push(i);
  }
  const infected = imported(school, courses, disease, step, rng);
  if (infectious.length > 0) {
    const force = forceOn(school, groups, courses, disease, presence, infectious);
    for (let i = 0; i < school.size; i++) {
      if (
        force[i]! > 0 &&
        courses.infectedAt[i] === Infinity &&
        rng.uniform() < -Math.expm1(-force[i]! * step)
      ) {
        infected.push(i);
      }
    }
  }
  const fresh = infected.filter(
    (pupil, k) => courses.infectedAt[pupil] === Infinity && infected.indexOf(pupil) === k,
  );
  for (const pupil of fresh) infect(courses, pupil, time + step, disease, rng);
  return fresh;
}

function imported(school: School, courses: Courses, disease: Disease, step: number, rng: Rng): number[] {
  const rate = disease.importRate ?? 0;
  if (rate === 0) return [];
  const count = randomBinomial(rng, school.size, -Math.expm1(-rate * step));
  return pickPupils(rng, school.size, count).filter((pupil) => courses.infectedAt[pupil] === Infinity);
}

function forceOn(
  school: School,
  groups: Groups,
  courses: Courses,
  disease: Disease,
  { inSchool, away }: Presence,
  infectious: readonly number[],
): Float64Array {
  const { transmission } = disease;
  const force = new Float64Array(school.size);
  const spread = (members: readonly number[], amount: number, meets: (pupil: number) => boolean) => {
    if (members.length < 2) return;
    const each = amount / (members.length - 1);
    for (const pupil of members) if (meets(pupil)) force[pupil]! += each;
  };
  let canteen = 0;
  for (const source of infectious) {
    const weight = courses.weight[source]!;
    if (inSchool[source]) {
      spread(
        groups.classes[school.classOf[source]!]!,
        transmission.class * weight,
        (pupil) => inSchool[pupil] === 1,
      );
      canteen += weight;
    }
    const dormitory = school.dormitoryOf[source]!;
    if (dormitory >= 0 && !away[source]) {
      spread(groups.dormitories[dormitory]!, transmission.dormitory * weight, (pupil) => !away[pupil]);
    }
    const household = school.householdOf[source]!;
    if (household >= 0) spread(groups.households[household]!, transmission.household * weight, () => true);
  }
  if (canteen > 0 && school.size > 1) {
    const each = (transmission.canteen * canteen) / (school.size - 1);
    for (let i = 0; i < school.size; i++) if (inSchool[i]) force[i]! += each;
  }
  return force;
}
