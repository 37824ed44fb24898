import { isDate } from '../../../kernel/clock.ts';
import { squeeze } from '../../../kernel/sheet/clean.ts';

export type IdProblem =
  | 'id-length'
  | 'id-old'
  | 'id-chars'
  | 'id-area'
  | 'id-birth'
  | 'id-future'
  | 'id-check';
export type IdCheck =
  | {
      readonly ok: true;
      readonly number: string;
      readonly birthDate: string;
      readonly sex: 'male' | 'female';
    }
  | { readonly ok: false; readonly problem: IdProblem };

/** GB 11643-1999, 4.4: weights 2^(18-i) mod 11, and the check character of each remainder (ISO 7064 MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK = '10X98765432';

/** GB/T 2260 province codes, and 81–83 of the residence permits for Hong Kong, Macao and Taiwan (since 2018). */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** The check character of the first 17 digits. */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECK[sum % 11]!;
}

/**
 * The area part cannot be looked up exactly: a number keeps the county code of its year of issue, and codes were
 * abolished since. A foreigner's permanent residence number (2023 version) is 9, the province of application, then
 * the nationality by ISO 3166-1 numeric.
 */
function plausibleArea(number: string): boolean {
  if (number[0] === '9' && PROVINCES.has(number.slice(1, 3))) return true;
  return PROVINCES.has(number.slice(0, 2)) && number.slice(2, 6) !== '0000';
}

/** Checks a citizen identification number by GB 11643. `today` is the business date, YYYY-MM-DD. */
export function checkIdNumber(text: string, today: string): IdCheck {
  const number = squeeze(text)
    .replace(/['‘’`-]/g, '')
    .toUpperCase();
  const fail = (problem: IdProblem): IdCheck => ({ ok: false, problem });
  if (/^\d{15}$/.test(number)) return fail('id-old');
  if (number.length !== 18) return fail('id-length');
  if (!/^\d{17}[\dX]$/.test(number)) return fail('id-chars');
  if (!plausibleArea(number)) return fail('id-area');
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDate(birthDate) || birthDate < '1900-01-01') return fail('id-birth');
  if (birthDate > today) return fail('id-future');
  if (checkCharacter(number.slice(0, 17)) !== number[17]) return fail('id-check');
  return { ok: true, number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}
