import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeNumber, ladderOf, renameUp, stages } from './rungs.ts';

const ladder = (stage: string) => ladderOf('school', stage, [])!;
const up = (stage: string, name: string, grade: number) => {
  const at = ladder(stage).findIndex((r) => r.grade === grade);
  return renameUp(name, ladder(stage)[at]!, ladder(stage)[at + 1]!);
};

test.each([
  ['nine-year', '三年级', 3, '四年级'],
  ['nine-year', '三年级2班', 3, '四年级2班'],
  ['nine-year', '三(2)班', 3, '四(2)班'],
  ['middle', '七年级(1)班', 7, '八年级(1)班'],
  ['middle', '初一3班', 7, '初二3班'],
  ['high', '高一3班', 10, '高二3班'],
  ['twelve-year', '九年级1班', 9, '高一1班'],
  ['kindergarten', '小班1班', 1, '中班1班'],
])('%s: %s goes up as people would write it', (stage, name, grade, expected) => {
  expect(up(stage, name, grade)).toBe(expected);
});

test('a name that does not say its grade is kept', () => {
  for (const name of ['阳光班', '2023级', '三好班']) expect(up('primary', name, 3)).toBeUndefined();
});

test('the grade is the attribute, else what the name says', () => {
  expect(gradeNumber('school', '初三', undefined)).toBe(9);
  expect(gradeNumber('school', '高二', undefined)).toBe(11);
  expect(gradeNumber('school', '五年级', 4)).toBe(4);
  expect(gradeNumber('school', '2023级', undefined)).toBeUndefined();
});

test('a school without a stage gets the shortest ladder that holds its grades; a college has none', () => {
  expect(ladderOf('school', undefined, [1, 6])!.at(-1)!.grade).toBe(6);
  expect(ladderOf('school', undefined, [1, 9])!.at(-1)!.grade).toBe(9);
  expect(ladderOf('school', undefined, [7, 12])![0]!.grade).toBe(7);
  expect(ladderOf('college', undefined, [1])).toBeUndefined();
});

test('on every ladder: a class that says its grade says the next one after promotion, and keeps its number', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...stages.filter((s) => s !== 'kindergarten')),
      fc.nat(),
      fc.integer({ min: 1, max: 40 }),
      (stage, pick, n) => {
        const rungs = ladder(stage);
        const at = pick % (rungs.length - 1);
        const name = renameUp(`${rungs[at]!.name}${n}班`, rungs[at]!, rungs[at + 1]!)!;
        expect(gradeNumber('school', name, undefined)).toBe(rungs[at + 1]!.grade);
        expect(name.endsWith(`${n}班`)).toBe(true);
      },
    ),
  );
});
