import { squeeze } from '../../../kernel/sheet/clean.ts';

/**
 * A grade: `level` K0–K3 (托小中大), G1–G12 (years of schooling), U1–U8 (years of college), or `entryYear` (2024级), or
 * both. Levels of a grade known by entry year alone depend on the stage of the school: see levelsOf().
 */
export interface Grade {
  readonly level?: string;
  readonly entryYear?: number;
}
export interface ClassKey extends Grade {
  /** Number of the class without leading zeros, or a letter. */
  readonly no?: string;
}

const DIGITS = '零一二三四五六七八九十';

/** 一 → 1, 十二 → 12, 07 → 7; undefined for anything else. */
export function readNumeral(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const m = /^(?:([一二三四五六七八九])?十)?([一二三四五六七八九])?$/.exec(text.replace('两', '二'));
  if (!m || text === '') return undefined;
  const tens = text.includes('十') ? (m[1] ? DIGITS.indexOf(m[1]) : 1) : 0;
  return tens * 10 + (m[2] ? DIGITS.indexOf(m[2]) : 0) || undefined;
}

const NUM = '(\\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]|十)';
const KINDER: Readonly<Record<string, string>> = { 托: 'K0', 小: 'K1', 中: 'K2', 大: 'K3' };
const schooling = (n: number | undefined, most: number, plus = 0): Grade | null =>
  n !== undefined && n >= 1 && n <= most ? { level: `G${n + plus}` } : null;

/** Grades as schools write them: 一年级, 1, 七年级, 初一, 高一, 高中一年级, 2024级, 小班, 大一. Null where not understood. */
export function readGrade(text: string): Grade | null {
  const t = squeeze(text).replace(/[()]/g, '');
  const year = /^(?:初中?|高中?|小学?)?(20\d{2})级?$/.exec(t);
  if (year) return { entryYear: Number(year[1]) };
  const both = /^(20\d{2})级(.+)$/.exec(t) ?? /^(?<rest>.+?)(?<y>20\d{2})级$/.exec(t);
  if (both) {
    const rest = readGrade(both.groups?.rest ?? both[2]!);
    return rest && { ...rest, entryYear: Number(both.groups?.y ?? both[1]) };
  }
  const kinder = /^(?:幼儿园)?([托小中大])班?$/.exec(t);
  if (kinder) return { level: KINDER[kinder[1]!]! };
  const college = new RegExp(`^大${NUM}(?:年级)?$`).exec(t);
  if (college) return { level: `U${readNumeral(college[1]!)}` };
  const senior = new RegExp(`^高中?${NUM}(?:年级?)?$`).exec(t);
  if (senior) return schooling(readNumeral(senior[1]!), 3, 9);
  const junior = new RegExp(`^初中?${NUM}(?:年级?)?$`).exec(t);
  if (junior) return schooling(readNumeral(junior[1]!), 4, 6);
  const plain = new RegExp(`^(?:小学?)?${NUM}(?:年级?)?$`).exec(t);
  if (plain) return schooling(readNumeral(plain[1]!), 12);
  return null;
}

const NO = '[(]?(\\d{1,3}|[一二三四五六七八九]?十?[一二三四五六七八九]|十|[A-Za-z])[)]?';
const GRADED = new RegExp(
  `^(.*?(?:年级|年|级)|[初高大]中?(?:\\d|[一二三四五六七八九])|小[一二三四五六](?=[(\\d])|[托小中大]班?|\\d|[一二三四五六七八九]|1[0-2]|十[一二]?)[-.·、_]?${NO}班?$`,
);
const classNo = (text: string): string =>
  /^[A-Za-z]$/.test(text) ? text.toUpperCase() : String(readNumeral(text) ?? Number(text));

/** 101 → grade 1 class 1; 1203 → grade 12 class 3; 2401 → entered 2024, class 1. */
function digitsOnly(t: string): ClassKey | null {
  if (/^[1-9]\d{2}$/.test(t)) return { level: `G${t[0]}`, no: String(Number(t.slice(1))) };
  if (/^1[0-2]\d{2}$/.test(t)) return { level: `G${t.slice(0, 2)}`, no: String(Number(t.slice(2))) };
  if (/^2\d{3}$/.test(t)) return { entryYear: 2000 + Number(t.slice(0, 2)), no: String(Number(t.slice(2))) };
  return null;
}

/**
 * Classes as schools write them: 一年级1班, 一(1)班, 1.1班, 101, 2024级1班, 高一3班, 三年二班, 小三(2)班, and
 * of kindergartens 小一班; with the grade in a column
 * of its own also 1班, (1)班 or 1. Null where it is no numbered class (苹果班): then only the name itself can match.
 */
export function readClass(text: string, gradeText = ''): ClassKey | null {
  const t = squeeze(text)
    .replace(/^第/, '')
    .replace(/[(][^()\d一二三四五六七八九十]+[)]$/, '');
  const grade = gradeText === '' ? null : readGrade(gradeText);
  const bare = new RegExp(`^${NO}班?$`).exec(t);
  const digits = digitsOnly(t.replace(/班$/, ''));
  if (grade) {
    if (digits && (grade.level ? digits.level === grade.level : digits.entryYear === grade.entryYear))
      return { ...digits, ...grade };
    if (bare && !(digits && /^\d{3}$/.test(bare[1]!))) return { ...grade, no: classNo(bare[1]!) };
  }
  if (digits) return digits;
  // 十一班 is class 11; 一一班 is grade 1, class 1. A number alone says nothing of the grade.
  if (bare && (readNumeral(bare[1]!) !== undefined || /[A-Za-z]/.test(bare[1]!)))
    return { no: classNo(bare[1]!) };
  const named = /^([托小中大])班$/.exec(t);
  if (named) return { level: KINDER[named[1]!]! };
  const graded = GRADED.exec(t);
  const own = graded && readGrade(graded[1]!);
  return own ? { ...own, no: classNo(graded[2]!) } : null;
}

/** The levels an entry year can mean in the school year that began in `schoolYear` (a September). */
export function levelsOf(grade: Grade, schoolYear: number): readonly string[] {
  if (grade.level) return [grade.level];
  const year = grade.entryYear === undefined ? 0 : schoolYear - grade.entryYear + 1;
  if (year < 1) return [];
  const of = (letter: string, most: number, plus = 0): string[] =>
    year <= most ? [`${letter}${year + plus}`] : [];
  return [...of('K', 3), ...of('G', 6), ...of('G', 4, 6), ...of('G', 3, 9), ...of('U', 5)].filter(
    (l) => l !== 'K0',
  );
}

const HAN = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
/** The usual name of a grade: G7 → 七年级, G10 → 高一, K2 → 中班, 2024级. */
export function gradeName(grade: Grade): string {
  const { level, entryYear } = grade;
  if (!level) return entryYear === undefined ? '' : `${entryYear}级`;
  const n = Number(level.slice(1));
  if (level[0] === 'K') return `${['托', '小', '中', '大'][n]}班`;
  if (level[0] === 'U') return `大${HAN[n]}`;
  return n > 9 ? `高${HAN[n - 9]}` : `${HAN[n]}年级`;
}

/** The usual name of a class: 七年级3班, 高一3班, 小一班 → 小班1班 is written 小1班. */
export function className(key: ClassKey): string {
  const grade = gradeName(key);
  if (key.no === undefined) return grade;
  return key.level?.[0] === 'K' ? `${grade[0]}${key.no}班` : `${grade}${key.no}班`;
}
