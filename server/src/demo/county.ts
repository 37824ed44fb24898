import type { NewUnit } from '../modules/org/index.ts';
import type { Random } from './random.ts';
import { type PlannedSchool, planSchool, type SchoolPlan, type STAGES } from './schools.ts';

/** Everything that stands in the demo province, before anybody lives in it. */
export interface Plan {
  readonly units: readonly NewUnit[];
  readonly schools: readonly PlannedSchool[];
  /** Offices that are in no school: of authorities and of the enterprise. */
  readonly offices: readonly PlannedOffice[];
}

export interface PlannedOffice {
  readonly code: string;
  readonly name: string;
  /** The authority or the enterprise. */
  readonly aboveCode: string;
  readonly staff: number;
  /** Everybody's temperature is taken twice a day (S2.9-12). */
  readonly measures: boolean;
}

interface County {
  readonly code: string;
  readonly name: string;
  readonly streets: readonly string[];
  /** How many schools of each stage. Sized as clauses S3 for the first county, smaller for its neighbours. */
  readonly schools: Readonly<Record<keyof typeof STAGES, number>>;
  /** Share of checks that come in at all and in time, by and large. */
  readonly discipline: number;
}

export const PROVINCE = '990000';
export const CITY = '990100';
export const COUNTY = '990121';
export const ENTERPRISE = `${COUNTY}-Q001`;

const counties: readonly County[] = [
  {
    code: COUNTY,
    name: '青澜县',
    streets: ['城关镇', '河东街道', '河西街道', '望山镇', '柳湾镇', '石桥镇', '云台乡', '枫林乡'],
    schools: { kindergarten: 24, primary: 22, nine: 1, middle: 9, senior: 3, vocational: 1 },
    discipline: 0.975,
  },
  {
    code: '990122',
    name: '白屏县',
    streets: ['白屏镇', '南关街道', '沙河镇'],
    schools: { kindergarten: 8, primary: 7, nine: 0, middle: 3, senior: 1, vocational: 0 },
    discipline: 0.93,
  },
  {
    code: '990103',
    name: '丹桥区',
    streets: ['丹桥街道', '北苑街道', '湖滨街道'],
    schools: { kindergarten: 7, primary: 6, nine: 0, middle: 3, senior: 1, vocational: 0 },
    discipline: 0.985,
  },
];

const OPENED = '2010-09-01';
const COMMUNITIES = ['新华社区', '和平社区', '桥头村'];

function office(above: string, n: number, name: string, staff: number, measures = false): PlannedOffice {
  return { code: `${above}-B${n}`, name, aboveCode: above, staff, measures };
}

/** Streets with their communities; returns the codes of the communities, where schools stand. */
function territory(county: County, units: NewUnit[]): string[] {
  return county.streets.flatMap((name, i) => {
    const code = `${county.code}-J${i + 1}`;
    units.push({ code, kind: 'street', name, parentCode: county.code, openedOn: OPENED, sort: i });
    return COMMUNITIES.map((community, n) => {
      const own = { code: `${code}-${n + 1}`, kind: 'community', name: `${name}${community}` };
      units.push({ ...own, parentCode: code, openedOn: OPENED, sort: n });
      return own.code;
    });
  });
}

/** `schoolYear` is the calendar year in which the current school year began. */
export function planCounty(random: Random, schoolYear: number): Plan {
  const units: NewUnit[] = [
    { code: PROVINCE, kind: 'province', name: '云岭省', openedOn: OPENED },
    { code: CITY, kind: 'city', name: '云川市', parentCode: PROVINCE, openedOn: OPENED },
  ];
  const offices = [
    office(PROVINCE, 1, '云岭省教育厅应急处', 8, true),
    office(CITY, 1, '云川市教育局体卫艺科', 10, true),
  ];
  const schools: PlannedSchool[] = [];
  counties.forEach((county, i) => {
    units.push({ ...county, kind: 'county', parentCode: CITY, openedOn: OPENED, sort: i });
    offices.push(office(county.code, 1, `${county.name}教育局应急办`, 9, true));
    offices.push(office(county.code, 2, `${county.name}教育局基教股`, 12, true));
    const communities = territory(county, units);
    let number = 0;
    for (const [stage, count] of Object.entries(county.schools) as [keyof typeof STAGES, number][]) {
      for (let n = 0; n < count; n++) {
        const plan: SchoolPlan = {
          code: `${county.code}${String(++number).padStart(4, '0')}`,
          countyCode: county.code,
          countyName: county.name,
          territoryCode: communities[number % communities.length]!,
          stage,
          number: n,
          last: n === count - 1,
          discipline: county.discipline,
          schoolYear,
        };
        schools.push(planSchool(random.of(plan.code), plan));
      }
    }
  });
  units.push({
    code: ENTERPRISE,
    kind: 'enterprise',
    name: '青澜县云岭食品有限公司',
    parentCode: COUNTY,
    territoryCode: `${COUNTY}-J2-1`,
    openedOn: OPENED,
  });
  ['行政部', '生产一部', '生产二部', '配送部'].forEach((name, i) => {
    offices.push(office(ENTERPRISE, i + 1, name, 26 + i * 6, true));
  });
  for (const o of offices) {
    units.push({ code: o.code, kind: 'office', name: o.name, parentCode: o.aboveCode, openedOn: OPENED });
  }
  return { units: [...units, ...schools.flatMap((s) => s.units)], schools, offices };
}
