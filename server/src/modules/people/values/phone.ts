import { halfWidth, squeeze } from '../../../kernel/sheet/clean.ts';
import type { Cell } from '../../../kernel/sheet/types.ts';

export type PhoneRead =
  | { readonly ok: true; readonly phone: string }
  | { readonly ok: false; readonly problem: 'phone-invalid' | 'rounded' | 'lost-zero' };

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/;
const LOCAL = /^[2-9]\d{6,7}$/;

/**
 * Mobile numbers (with or without +86), landlines with area code, local numbers of 7 or 8 digits. Of several in a
 * cell ("139…/138…") the first counts. A stored number whose zero in front is gone (57188888888) is refused: the
 * digits that are left may look like another number.
 */
export function readPhone(cell: Pick<Cell, 'kind' | 'text' | 'value'>): PhoneRead {
  const source = cell.kind === 'number' && Number.isInteger(cell.value) ? String(cell.value) : cell.text;
  if (/^\d(\.\d+)?e\+?\d+$/i.test(squeeze(source))) return { ok: false, problem: 'rounded' };
  const parts = halfWidth(source)
    .replace(/(?<!\d)(\+|00)?86[\s-]*(?=1[3-9]([\s-]?\d){9}(?!\d))/g, '')
    .split(/[/、,;|]|或|\s{1,}(?=1[3-9]\d{9})/)
    .filter((p) => /\d/.test(p));
  const first = squeeze(parts[0] ?? source)
    .replace(/[(](0\d{2,3})[)]/, '$1-')
    .replace(/^[^\d+]+/, '')
    .replace(/[^\d]+$/, '');
  const phone = first.replace(/^(\+|00)86-?/, '').replace(/^86(?=1[3-9]\d{9}$)/, '');
  const digits = phone.replace(/\.0+$/, '').replace(/[-—–.]/g, '');
  if (MOBILE.test(digits)) return { ok: true, phone: digits };
  if (cell.kind === 'number' && /^[1-9]\d{8,10}$/.test(digits) && LANDLINE.test(`0${digits}`)) {
    return { ok: false, problem: 'lost-zero' };
  }
  const landline = phone.replace(/[—–.]/g, '-');
  if (LANDLINE.test(landline)) return { ok: true, phone: landline };
  if (LOCAL.test(digits)) return { ok: true, phone: digits };
  return { ok: false, problem: 'phone-invalid' };
}

/** 13800001234 → 138****1234. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? `***${phone.slice(-2)}` : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** First three and last four: enough to find the row, too little to be of use to others. */
export const maskId = (number: string): string =>
  number.length < 9
    ? `***${number.slice(-2)}`
    : `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`;
