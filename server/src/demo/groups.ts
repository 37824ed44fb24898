import type { UnitRow } from '../modules/org/index.ts';
import type { PlannedAccount } from './accounts.ts';
import type { Group } from './checks.ts';
import { COUNTY, type Plan } from './county.ts';
import { type Outbreak, simulate } from './illness.ts';
import type { PlannedPerson } from './people.ts';
import type { Random } from './random.ts';
import type { PlannedSchool } from './schools.ts';

/**
 * Influenza in two schools, norovirus in a kindergarten. The curves are new cases a school day, the last is today:
 * an influenza that has just passed its height, one that is on its way up, a norovirus that is nearly over.
 */
function outbreaks(schools: readonly PlannedSchool[]): readonly Outbreak[] {
  const classes = (school: string, ...grades: readonly number[]) =>
    schools
      .filter((s) => s.code === `${COUNTY}${school}`)
      .flatMap((s) => s.classes)
      .filter((c) => grades.includes(c.grade))
      .map((c) => c.code);
  return [
    { disease: 'influenza', groups: classes('0025', 3, 4), curve: [1, 1, 2, 3, 5, 6, 9, 8, 10, 9, 7, 6] },
    { disease: 'influenza', groups: classes('0048', 8), curve: [1, 2, 4, 6, 8, 7] },
    { disease: 'norovirus', groups: classes('0001', 2, 1), curve: [3, 8, 10, 6, 3, 1, 0] },
  ];
}

/** Two schools that often forget: somebody has to be on the list of the missing. */
const FORGETFUL = new Set([`${COUNTY}0032`, `${COUNTY}0053`]);

export interface Townsfolk {
  readonly plan: Plan;
  readonly people: readonly PlannedPerson[];
  readonly personIds: readonly string[];
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly accounts: readonly PlannedAccount[];
  readonly accountIds: readonly string[];
}

/** Everybody who owes checks, with their people, their illnesses and who reports for them. */
export function makeGroups(random: Random, folk: Townsfolk, days: number): readonly Group[] {
  const members = new Map<string, number[]>();
  const boarders = new Map<string, number[]>();
  const put = (into: Map<string, number[]>, key: string, person: number) => {
    const list = into.get(key);
    if (list) list.push(person);
    else into.set(key, [person]);
  };
  folk.people.forEach((person, i) => {
    put(members, person.unitCode, i);
    if (person.dormitoryCode !== undefined) put(boarders, person.dormitoryCode, i);
  });
  const ill = simulate(random.of('illness'), members, days, outbreaks(folk.plan.schools));

  const holders = new Map<string, string>();
  folk.accounts.forEach((account, i) => {
    for (const p of account.posts) {
      holders.set(`${p.postKind}@${p.unitCode}${p.backup ? '/backup' : ''}`, folk.accountIds[i]!);
    }
  });
  const group = (
    code: string,
    kind: Group['kind'],
    post: string,
    aboveCode: string,
    discipline: number,
    measures = false,
  ): Group => {
    const reporter = holders.get(`${post}@${code}`)!;
    return {
      unitId: folk.units.get(code)!.id,
      kind,
      discipline,
      measures,
      reporter,
      substitute:
        holders.get(`${post}@${code}/backup`) ?? holders.get(`health-officer@${aboveCode}`) ?? reporter,
      members: ((kind === 'dormitory' ? boarders : members).get(code) ?? []).map((person) => ({
        id: folk.personIds[person]!,
        episode: ill.get(person),
      })),
    };
  };
  const groups = folk.plan.schools.flatMap((school) => {
    const usual = school.discipline - Math.abs(random.of(`discipline/${school.code}`).normal()) * 0.015;
    const discipline = FORGETFUL.has(school.code) ? 0.72 : usual;
    return [
      ...school.classes.map((c) => group(c.code, 'class', 'class-teacher', school.code, discipline)),
      ...school.offices.map((o) => group(o.code, 'office', 'group-reporter', school.code, discipline - 0.02)),
      ...school.dormitories.map((d) =>
        group(d.code, 'dormitory', 'dormitory-keeper', school.code, discipline),
      ),
    ];
  });
  const offices = folk.plan.offices.map((o) =>
    group(o.code, 'office', 'group-reporter', o.aboveCode, 0.97, o.measures),
  );
  return [...groups, ...offices];
}
