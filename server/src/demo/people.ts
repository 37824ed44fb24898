import type { PlannedOffice } from './county.ts';
import { address, identityNumber, personName, phoneNumber, type Sex } from './names.ts';
import type { Random } from './random.ts';
import type { PlannedClass, PlannedSchool } from './schools.ts';

/** Somebody of the demo county, with the codes of the units they belong to. */
export interface PlannedPerson {
  readonly kind: 'student' | 'staff';
  /** Class or office. */
  readonly unitCode: string;
  readonly dormitoryCode: string | undefined;
  readonly name: string;
  /** Of staff: what they do. */
  readonly position: string | undefined;
  readonly sex: Sex;
  readonly birth: string;
  readonly number: string;
  readonly identity: string;
  readonly phone: string | undefined;
  readonly guardian:
    | { readonly name: string; readonly phone: string; readonly verifiedOn: string }
    | undefined;
  readonly address: string;
  readonly joinedOn: string;
}

const two = (n: number) => String(n).padStart(2, '0');
const birthday = (random: Random, year: number) =>
  `${year}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;

const POSITIONS: Readonly<Record<string, string>> = {
  行政办公室: '行政人员',
  后勤服务组: '后勤人员',
  食堂: '炊事员',
};
const positionIn = (office: string): string =>
  POSITIONS[office] ?? (office.endsWith('教研组') ? `${office.slice(0, -3)}教师` : '教师');

/** Identity numbers differ within a day of birth: the sequence counts up, odd for men, even for women. */
class Sequences {
  readonly #used = new Map<string, number>();
  next(birth: string, sex: Sex): number {
    const key = `${birth}${sex}`;
    const n = this.#used.get(key) ?? (sex === 'male' ? 1 : 0);
    this.#used.set(key, n + 2);
    return n;
  }
}

export class Populace {
  readonly people: PlannedPerson[] = [];
  readonly #sequences = new Sequences();
  readonly #today: string;

  constructor(today: string) {
    this.#today = today;
  }

  #base(random: Random, year: number, place: string) {
    const sex: Sex = random.chance(0.52) ? 'male' : 'female';
    const birth = birthday(random, year);
    return {
      sex,
      birth,
      name: personName(random, sex),
      identity: identityNumber(birth, this.#sequences.next(birth, sex)),
      address: address(random, place),
    };
  }

  #pupils(random: Random, school: PlannedSchool, planned: PlannedClass): void {
    const year = Number(planned.entered.slice(0, 4)) - planned.age;
    for (let n = 1; n <= planned.pupils; n++) {
      // Half were born before 1 September of the year that makes them old enough, half in the year before.
      const base = this.#base(random, year - (random.chance(0.33) ? 1 : 0), school.countyName);
      const rooms = school.dormitories.filter((d) => d.sex === base.sex);
      const boards = rooms.length > 0 && random.chance(school.boarding);
      this.people.push({
        ...base,
        kind: 'student',
        unitCode: planned.code,
        position: undefined,
        dormitoryCode: boards ? random.pick(rooms).code : undefined,
        number: `${planned.code.replaceAll('-', '')}${two(n)}`,
        phone: undefined,
        guardian: {
          name: base.name[0] + personName(random, 'male').slice(1),
          phone: phoneNumber(random),
          verifiedOn: planned.entered,
        },
        joinedOn: planned.entered,
      });
    }
  }

  #staff(random: Random, unitCode: string, position: string, count: number, place: string): void {
    const thisYear = Number(this.#today.slice(0, 4));
    for (let n = 1; n <= count; n++) {
      const age = random.int(23, 58);
      const joined = Math.min(thisYear - 1, thisYear - age + random.int(22, 28));
      this.people.push({
        ...this.#base(random, thisYear - age, place),
        kind: 'staff',
        unitCode,
        position,
        dormitoryCode: undefined,
        number: `${unitCode.replaceAll('-', '')}${two(n)}`,
        phone: phoneNumber(random),
        guardian: undefined,
        joinedOn: `${Math.max(joined, 2011)}-09-01`,
      });
    }
  }

  school(random: Random, school: PlannedSchool): void {
    for (const office of school.offices) {
      this.#staff(
        random.of(office.code),
        office.code,
        positionIn(office.name),
        office.staff,
        school.countyName,
      );
    }
    for (const planned of school.classes) this.#pupils(random.of(planned.code), school, planned);
  }

  office(random: Random, office: PlannedOffice): void {
    this.#staff(random.of(office.code), office.code, '职员', office.staff, '云川市');
  }
}
