import { checkCharacter } from '@lianfang/server/modules/people/values/idNumber';

/** A number that passes GB 11643 and belongs to nobody: 119999 is no county. Odd `n` is male. */
export function idNumber(birth: string, n: number): string {
  const first = `119999${birth.replaceAll('-', '')}${String(n).padStart(3, '0')}`;
  return first + checkCharacter(first);
}
/** A phone of a range that is not given out to people. */
export const phone = (n: number): string => `1990000${String(n).padStart(4, '0')}`;
