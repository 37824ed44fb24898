/** Bounds of a password, also by GB/T 22239-2019 8.1.4.1 a): NIST SP 800-63B-4, 3.1.1.2 (length before composition; a list of usual ones refused). */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

export type PasswordFault = 'short' | 'long' | 'digits' | 'name' | 'simple' | 'common';

/** What people type when told to choose; compared without case, digits and signs at the end. */
const COMMON = [
  'password',
  'qwertyuiop',
  'asdfghjkl',
  'abcdefgh',
  'abcdefghij',
  'iloveyou',
  'admin',
  'administrator',
  'welcome',
  'woaini',
  'zhongguo',
  'lianfang',
  'xuexiao',
];

/** Fewer different characters than this is a pattern, not a password. */
const DIFFERENT = 5;

/** Why this will not do as a password for that account, or undefined. Pure. */
export function passwordFault(password: string, username: string): PasswordFault | undefined {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return 'short';
  if (length > PASSWORD_MAX) return 'long';
  if (/^[\d\s-]+$/.test(password)) return 'digits'; // birthdays, phone and identity numbers
  const lower = password.toLowerCase();
  if (lower.includes(username.toLowerCase())) return 'name';
  if (new Set(lower).size < DIFFERENT) return 'simple';
  if (COMMON.includes(lower.replace(/[\d\p{P}\p{S}]+$/u, ''))) return 'common';
  return undefined;
}
