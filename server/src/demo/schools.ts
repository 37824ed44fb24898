import type { NewUnit } from '../modules/org/index.ts';
import type { Random } from './random.ts';

/** Grades of a stage, sizes, and how it is staffed. `age`: full years on 1 September of the first grade. */
export const STAGES = {
  kindergarten: {
    kind: 'kindergarten',
    names: ['小班', '中班', '大班'],
    first: 1,
    age: 3,
    wide: [2, 5],
    size: [24, 32],
    staffPerClass: 4.1,
    boarding: 0,
  },
  primary: {
    kind: 'school',
    names: ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级'],
    first: 1,
    age: 6,
    wide: [2, 5],
    size: [34, 46],
    staffPerClass: 3.8,
    boarding: 0,
  },
  nine: {
    kind: 'school',
    names: ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级', '七年级', '八年级', '九年级'],
    first: 1,
    age: 6,
    wide: [2, 3],
    size: [34, 44],
    staffPerClass: 3.6,
    boarding: 0.1,
  },
  middle: {
    kind: 'school',
    names: ['七年级', '八年级', '九年级'],
    first: 7,
    age: 12,
    wide: [5, 8],
    size: [40, 50],
    staffPerClass: 5.6,
    boarding: 0.35,
  },
  senior: {
    kind: 'school',
    names: ['高一', '高二', '高三'],
    first: 10,
    age: 15,
    wide: [13, 16],
    size: [46, 54],
    staffPerClass: 6.5,
    boarding: 0.75,
  },
  vocational: {
    kind: 'school',
    names: ['高一', '高二', '高三'],
    first: 10,
    age: 15,
    wide: [6, 8],
    size: [36, 45],
    staffPerClass: 6,
    boarding: 0.6,
  },
} as const;
export type Stage = keyof typeof STAGES;

export interface SchoolPlan {
  readonly code: string;
  readonly countyCode: string;
  readonly countyName: string;
  readonly territoryCode: string;
  readonly stage: Stage;
  readonly number: number;
  readonly last: boolean;
  readonly discipline: number;
  readonly schoolYear: number;
}

export interface PlannedClass {
  readonly code: string;
  readonly grade: number;
  /** 1 September of the year in which the class entered. */
  readonly entered: string;
  /** Full years of age of its pupils when they entered. */
  readonly age: number;
  readonly pupils: number;
}

export interface PlannedSchool extends SchoolPlan {
  readonly name: string;
  readonly units: readonly NewUnit[];
  readonly classes: readonly PlannedClass[];
  readonly offices: readonly { readonly code: string; readonly name: string; readonly staff: number }[];
  readonly dormitories: readonly { readonly code: string; readonly sex: 'male' | 'female' }[];
  readonly boarding: number;
}

const ORDINALS = [...'一二三四五六七八九十'];
const KINDERGARTENS = [
  '中心',
  '春芽',
  '小星星',
  '蓝天',
  '童心',
  '金色摇篮',
  '向阳',
  '启明',
  '彩虹',
  '百合',
  '育英',
  '晨光',
];
const PRIMARIES = [
  '实验',
  '城关',
  '河东',
  '河西',
  '望山',
  '柳湾',
  '石桥',
  '云台',
  '枫林',
  '育才',
  '明德',
  '滨河',
];

function schoolName({ stage, number, countyName, last }: SchoolPlan): string {
  const round = (names: readonly string[]) =>
    names[number % names.length]! +
    (number < names.length ? '' : `第${ORDINALS[Math.floor(number / names.length)]}`);
  switch (stage) {
    case 'kindergarten':
      return `${countyName}${round(KINDERGARTENS)}幼儿园`;
    case 'primary':
      return `${countyName}${round(PRIMARIES)}小学`;
    case 'nine':
      return `${countyName}九年一贯制学校`;
    case 'middle':
      return `${countyName}第${ORDINALS[number]}初级中学`;
    case 'senior':
      return number === 0 && last ? `${countyName}高级中学` : `${countyName}第${ORDINALS[number]}高级中学`;
    case 'vocational':
      return `${countyName}中等职业技术学校`;
  }
}

const OFFICES = [
  '行政办公室',
  '教务处',
  '语文教研组',
  '数学教研组',
  '英语教研组',
  '综合教研组',
  '理化教研组',
  '体卫艺教研组',
  '后勤服务组',
  '食堂',
];
/** Staff of an office, about. */
const OFFICE_SIZE = 18;
/** Boarders of a dormitory group (a floor with a keeper). */
const DORMITORY_SIZE = 60;
const OPENED = '2010-09-01';

/** A school with its grades, classes, offices and dormitories. Classes keep their unit through the years. */
export function planSchool(random: Random, plan: SchoolPlan): PlannedSchool {
  const stage = STAGES[plan.stage];
  const name = schoolName(plan);
  const units: NewUnit[] = [
    {
      code: plan.code,
      kind: stage.kind,
      name,
      parentCode: plan.countyCode,
      territoryCode: plan.territoryCode,
      openedOn: OPENED,
      sort: Number(plan.code.slice(-4)),
      attributes: { stage: plan.stage, ...(stage.boarding > 0 && { boarding: true }) },
    },
  ];
  const classes: PlannedClass[] = [];
  const wide = random.int(stage.wide[0], stage.wide[1]);
  stage.names.forEach((gradeName, i) => {
    const grade = stage.first + i;
    const entryYear = plan.schoolYear - i;
    const gradeCode = `${plan.code}-N${grade}`;
    const attributes = { grade, entryYear };
    units.push({
      code: gradeCode,
      kind: 'grade',
      name: gradeName,
      parentCode: plan.code,
      openedOn: OPENED,
      sort: grade,
      attributes,
    });
    for (let n = 1; n <= wide; n++) {
      const code = `${plan.code}-${entryYear}-${String(n).padStart(2, '0')}`;
      const entered = `${entryYear}-09-01`;
      units.push({
        code,
        kind: 'class',
        name: `${gradeName}${n}班`,
        parentCode: gradeCode,
        openedOn: entered,
        sort: n,
        attributes: { ...attributes, number: n },
      });
      classes.push({
        code,
        grade,
        entered,
        age: stage.age,
        pupils: random.int(stage.size[0], stage.size[1]),
      });
    }
  });
  const staff = Math.round(classes.length * stage.staffPerClass) + 6;
  const officeCount = Math.min(OFFICES.length, Math.max(1, Math.round(staff / OFFICE_SIZE)));
  const offices = OFFICES.slice(0, officeCount).map((officeName, i) => {
    const code = `${plan.code}-B${i + 1}`;
    units.push({ code, kind: 'office', name: officeName, parentCode: plan.code, openedOn: OPENED, sort: i });
    return {
      code,
      name: officeName,
      staff: Math.floor(staff / officeCount) + (i < staff % officeCount ? 1 : 0),
    };
  });
  const boarders = classes.reduce((sum, c) => sum + c.pupils, 0) * stage.boarding;
  const pairs = boarders > 0 ? Math.max(1, Math.round(boarders / 2 / DORMITORY_SIZE)) : 0;
  const dormitories = Array.from({ length: pairs * 2 }, (_, i) => {
    const code = `${plan.code}-S${i + 1}`;
    const sex = i % 2 === 0 ? ('male' as const) : ('female' as const);
    const name = `${sex === 'male' ? '男' : '女'}生宿舍${Math.floor(i / 2) + 1}区`;
    units.push({ code, kind: 'dormitory', name, parentCode: plan.code, openedOn: OPENED, sort: i });
    return { code, sex };
  });
  return { ...plan, name, units, classes, offices, dormitories, boarding: stage.boarding };
}
