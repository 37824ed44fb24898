/** A rung of the school ladder: the year of study and what it is called, in full and short. */
export interface Rung {
  readonly grade: number;
  readonly name: string;
  /** As in class names: 三(2)班, 高一3班. */
  readonly short: string;
}

const DIGITS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
const basic = (first: number, last: number): Rung[] =>
  Array.from({ length: last - first + 1 }, (_, i) => {
    const digit = DIGITS[first + i - 1]!;
    return { grade: first + i, name: `${digit}年级`, short: digit };
  });
const senior: readonly Rung[] = ['一', '二', '三'].map((d, i) => ({
  grade: 10 + i,
  name: `高${d}`,
  short: `高${d}`,
}));
const nursery: readonly Rung[] = ['小班', '中班', '大班'].map((name, i) => ({
  grade: i + 1,
  name,
  short: name[0]!,
}));

/** Ladders by unit attribute `stage`. Six-three system; a five-four region names `primary-5` and `middle-4`. */
const ladders: Readonly<Record<string, readonly Rung[]>> = {
  kindergarten: nursery,
  primary: basic(1, 6),
  'primary-5': basic(1, 5),
  middle: basic(7, 9),
  'middle-4': basic(6, 9),
  high: senior,
  'nine-year': basic(1, 9),
  'twelve-year': [...basic(1, 9), ...senior],
  secondary: [...basic(7, 9), ...senior],
};
export const stages = Object.keys(ladders);

const ALIASES: readonly (readonly [string, string])[] = [
  ['初一', '七年级'],
  ['初二', '八年级'],
  ['初三', '九年级'],
];

/** The ladder of an institution: its stage, or that of its kind, or the shortest that holds all its grades. */
export function ladderOf(
  kind: string,
  stage: unknown,
  grades: readonly number[],
): readonly Rung[] | undefined {
  if (typeof stage === 'string' && ladders[stage]) return ladders[stage];
  if (kind === 'kindergarten') return nursery;
  if (kind !== 'school' || grades.length === 0) return undefined;
  return [ladders.primary!, ladders.middle!, ladders.high!, ladders['nine-year']!, ladders.secondary!]
    .concat([ladders['twelve-year']!])
    .find((ladder) => grades.every((g) => ladder.some((r) => r.grade === g)));
}

/** Year of study of a grade unit: its attribute, or what its name says. */
export function gradeNumber(kind: string, name: string, attribute: unknown): number | undefined {
  if (typeof attribute === 'number') return attribute;
  const plain = ALIASES.find(([alias]) => name.startsWith(alias))?.[1] ?? name;
  const rungs = kind === 'kindergarten' ? nursery : ladders['twelve-year']!;
  return rungs.find((r) => plain.startsWith(r.name))?.grade;
}

/**
 * A name one rung up: 三年级 → 四年级, 三年级2班 → 四年级2班, 三(2)班 → 四(2)班, 初一3班 → 初二3班. undefined where the name
 * does not say its grade (阳光班, 2023级).
 */
export function renameUp(name: string, from: Rung, to: Rung): string | undefined {
  if (name.startsWith(from.name)) return to.name + name.slice(from.name.length);
  const alias = ALIASES.find(([, full]) => full === from.name)?.[0];
  const next = ALIASES.find(([, full]) => full === to.name)?.[0];
  if (alias && next && name.startsWith(alias)) return next + name.slice(alias.length);
  const rest = name.slice(from.short.length);
  return name.startsWith(from.short) && /^[((0-9]/.test(rest) ? to.short + rest : undefined;
}
