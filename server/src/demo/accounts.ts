import { CITY, COUNTY, ENTERPRISE, type Plan, PROVINCE } from './county.ts';
import { personName } from './names.ts';
import type { PlannedPerson } from './people.ts';
import type { Random } from './random.ts';

/** A post to hold, by codes. */
interface Post {
  readonly postKind: string;
  readonly unitCode: string;
  readonly backup?: boolean;
}

export interface PlannedAccount {
  readonly username: string;
  readonly name: string;
  /** Index into the people, where the holder is on a roster. */
  readonly person: number | undefined;
  readonly posts: readonly Post[];
  /** Offered on the login page in demo mode. */
  readonly shown: boolean;
}

/** Usernames of the accounts on the login page: one for every post, at the places where something happens. */
const SHOWN: readonly (readonly [username: string, postKind: string, unitCode: string])[] = [
  ['teacher', 'class-teacher', `${COUNTY}0025-2024-01`],
  ['teacher2', 'class-teacher', `${COUNTY}0001-2024-01`],
  ['keeper', 'dormitory-keeper', `${COUNTY}0048-S1`],
  ['office', 'group-reporter', `${ENTERPRISE}-B1`],
  ['bureau', 'group-reporter', `${COUNTY}-B1`],
  ['health', 'health-officer', `${COUNTY}0025`],
  ['principal', 'principal', `${COUNTY}0025`],
  ['registrar', 'registrar', `${COUNTY}0025`],
];

/** Officers of the levels above; they are on no school's roster. */
const OFFICERS: readonly (readonly [username: string, name: string, postKind: string, unitCode: string])[] = [
  ['street', '贺晓岚', 'street-officer', `${COUNTY}-J1`],
  ['county', '顾文澜', 'county-officer', COUNTY],
  ['city', '沈若安', 'city-officer', CITY],
  ['province', '陆景和', 'province-officer', PROVINCE],
  ['admin', '程思远', 'administrator', PROVINCE],
  ['baiping', '雷清扬', 'county-officer', '990122'],
  ['danqiao', '汤雨桐', 'county-officer', '990103'],
];

/** The order of the login page: first those with whom the story begins. */
const ORDER = ['teacher', 'health', 'principal', 'county', 'street', 'city', 'province'];

/** Usernames of the login page, in its order. */
export function shownUsernames(accounts: readonly PlannedAccount[]): readonly string[] {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const names = accounts.filter((a) => a.shown).map((a) => a.username);
  return names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Who holds which post: everybody who reports has an account, as in a real county. */
export function planAccounts(
  random: Random,
  plan: Plan,
  people: readonly PlannedPerson[],
): readonly PlannedAccount[] {
  const staff = new Map<string, number[]>();
  people.forEach((person, i) => {
    if (person.kind !== 'staff') return;
    const list = staff.get(person.unitCode);
    if (list) list.push(i);
    else staff.set(person.unitCode, [i]);
  });
  const names = new Map(SHOWN.map(([username, post, unit]) => [`${post}@${unit}`, username]));
  const accounts: PlannedAccount[] = [];
  const give = (person: number, posts: readonly Post[]) => {
    const shown = posts
      .filter((p) => !p.backup)
      .map((p) => names.get(`${p.postKind}@${p.unitCode}`))
      .find((name) => name !== undefined);
    accounts.push({
      username: shown ?? `u${people[person]!.number.toLowerCase()}`,
      name: people[person]!.name,
      person,
      posts,
      shown: shown !== undefined,
    });
  };

  for (const school of plan.schools) {
    const reporters = school.offices.map((o) => [o.code, staff.get(o.code)![0]!] as const);
    for (const [unitCode, person] of reporters) give(person, [{ postKind: 'group-reporter', unitCode }]);
    const free = school.offices.flatMap((o) => staff.get(o.code)!.slice(1));
    const take = () => free.shift()!;
    give(take(), [{ postKind: 'principal', unitCode: school.code }]);
    give(take(), [{ postKind: 'health-officer', unitCode: school.code }]);
    give(take(), [
      { postKind: 'registrar', unitCode: school.code },
      { postKind: 'health-officer', unitCode: school.code, backup: true },
    ]);
    for (const dormitory of school.dormitories) {
      give(free.pop()!, [{ postKind: 'dormitory-keeper', unitCode: dormitory.code }]);
    }
    // The teacher of the next class stands in (S0B-93: substitute).
    school.classes.forEach((planned, i) => {
      const next = school.classes[(i + 1) % school.classes.length]!;
      give(take(), [
        { postKind: 'class-teacher', unitCode: planned.code },
        ...(next === planned ? [] : [{ postKind: 'class-teacher', unitCode: next.code, backup: true }]),
      ]);
    });
  }
  for (const office of plan.offices) {
    give(staff.get(office.code)![0]!, [{ postKind: 'group-reporter', unitCode: office.code }]);
  }
  // Who answers for the enterprise: its daily report goes up like a school's (S2.13-25).
  give(staff.get(`${ENTERPRISE}-B1`)![1]!, [{ postKind: 'health-officer', unitCode: ENTERPRISE }]);
  accounts.push(...streetOfficers(random, plan));
  for (const [username, name, postKind, unitCode] of OFFICERS) {
    accounts.push({ username, name, person: undefined, posts: [{ postKind, unitCode }], shown: true });
  }
  return accounts;
}

/** One in every street: the second line acknowledges what the schools send (S3-28). */
function streetOfficers(random: Random, plan: Plan): readonly PlannedAccount[] {
  const named = new Set(OFFICERS.map(([, , , unitCode]) => unitCode));
  return plan.units.flatMap(({ kind, code }): PlannedAccount[] => {
    if (kind !== 'street' || code === undefined || named.has(code)) return [];
    const own = random.of(`officer/${code}`);
    return [
      {
        username: `u${code.replace('-', '').toLowerCase()}`,
        name: personName(own, own.chance(0.5) ? 'male' : 'female'),
        person: undefined,
        posts: [{ postKind: 'street-officer', unitCode: code }],
        shown: false,
      },
    ];
  });
}
