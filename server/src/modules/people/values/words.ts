import { squeeze } from '../../../kernel/sheet/clean.ts';

const wordMap = <T>(entries: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(entries.flatMap(([value, words]) => words.split(' ').map((w) => [w, value] as const)));

/** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. null = expressly unknown. */
const SEX = wordMap<'male' | 'female' | null>([
  ['male', '男 男性 男生 男孩 男士 1 m male boy ♂'],
  ['female', '女 女性 女生 女孩 女士 2 f female girl ♀'],
  [null, '0 9 未知 未说明 未说明的性别 未知的性别'],
]);

const YES_BOARD =
  '是 y yes true 1 √ ✓ ✔ 有 住 住校 住校生 住宿 住宿生 寄宿 寄宿生 住读 住读生 内宿 内宿生 在校住宿 全寄宿';
const NO_BOARD =
  '否 n no false 0 × ✗ x 无 不 走 走读 走读生 通学 通学生 通校 通校生 外宿 外宿生 不住校 非住校 不寄宿 非寄宿 不住宿 未住校 -';
const BOARDER = wordMap<boolean>([
  [true, YES_BOARD],
  [false, NO_BOARD],
]);

/** undefined = not understood. */
export const readSex = (text: string): 'male' | 'female' | null | undefined =>
  SEX.get(
    squeeze(text)
      .toLowerCase()
      .replace(/^\d[-.、](?=\D)/, ''),
  );

/** Does the pupil live at school? undefined = not understood. */
export const readBoarder = (text: string): boolean | undefined =>
  BOARDER.get(
    squeeze(text)
      .toLowerCase()
      .replace(/^\d[-.、](?=\D)/, ''),
  );

/** Identity documents other than the citizen's card have no GB 11643 check. undefined = not understood. */
export function readIdType(text: string): 'resident' | 'other' | undefined {
  const word = squeeze(text).replace(/^\d+[-.、]?(?=\D)/, '');
  if (/^(居民)?身份证(件)?$|^中华人民共和国居民身份证$|^居民身份证|^户口(簿|本)$|^二代身份证$|^1$/.test(word))
    return 'resident';
  if (/护照|通行证|居住证|居留|军官|士官|士兵|警官|回乡证|台胞证|出生|其他|其它|境外|passport/i.test(word))
    return 'other';
  return undefined;
}
