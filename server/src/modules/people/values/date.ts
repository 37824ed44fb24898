import { isDate } from '../../../kernel/clock.ts';
import { clean, squeeze } from '../../../kernel/sheet/clean.ts';
import { serialDate } from '../../../kernel/sheet/serial.ts';
import type { Cell } from '../../../kernel/sheet/types.ts';

export type DateRead =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly problem: 'date-invalid' | 'date-ambiguous' };

const valid = (y: number | string, m: number | string, d: number | string): DateRead => {
  const date = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return isDate(date) && date >= '1900-01-01' ? { ok: true, date } : { ok: false, problem: 'date-invalid' };
};

/** Day numbers from 1920 to 2100: a plain number in that range in a date column is a date that lost its format. */
const SERIAL_FROM = 7_306;
const SERIAL_TO = 73_051;

/**
 * Dates as lists have them: real dates, 20150301, 2015.3.1, 2015/3/1, 2015-03-01 00:00, 2015年3月1日, 2015 3 1, an Excel
 * day number. 03/15/2015 is read where only one order of day and month is possible; 3/4/2015 and two-digit years
 * are refused as ambiguous rather than guessed.
 */
export function readDate(cell: Pick<Cell, 'kind' | 'text' | 'value' | 'date'>): DateRead {
  if (cell.kind === 'date' && cell.date) return valid(...(cell.date.split('-') as [string, string, string]));
  if (cell.kind === 'number' && cell.value !== undefined) {
    const n = cell.value;
    if (Number.isInteger(n) && n >= 19000101 && n <= 29991231) return compact(String(n));
    const date = n >= SERIAL_FROM && n < SERIAL_TO ? serialDate(n, false) : null;
    if (date) return { ok: true, date };
  }
  const text = squeezeTime(cell.text);
  if (/^\d{8}$/.test(text)) return compact(text);
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const date =
      Number(text) >= SERIAL_FROM && Number(text) < SERIAL_TO ? serialDate(Number(text), false) : null;
    return date ? { ok: true, date } : { ok: false, problem: 'date-invalid' };
  }
  const ymd = /^(\d{4})[-/.年,、·_ ](\d{1,2})[-/.月,、·_ ](\d{1,2})[日号.]?$/.exec(text);
  if (ymd) return valid(ymd[1]!, ymd[2]!, ymd[3]!);
  const other = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (other) return dayOrMonthFirst(Number(other[1]), Number(other[2]), other[3]!);
  if (/^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(text)) return { ok: false, problem: 'date-ambiguous' };
  return { ok: false, problem: 'date-invalid' };
}

const compact = (t: string): DateRead => valid(t.slice(0, 4), t.slice(4, 6), t.slice(6, 8));

/** Without the time of day, the weekday in brackets and stray spaces. */
function squeezeTime(text: string): string {
  const plain = clean(text)
    .replace(/[ T]*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[ap]m)?$/i, '')
    .replace(/[(].*[)]$/, '');
  const tight = squeeze(plain);
  return /^\d{4} \d{1,2} \d{1,2}$/.test(plain.trim()) ? plain.trim() : tight;
}

function dayOrMonthFirst(a: number, b: number, year: string): DateRead {
  const monthFirst = valid(year, a, b);
  const dayFirst = valid(year, b, a);
  if (monthFirst.ok && dayFirst.ok && a !== b) return { ok: false, problem: 'date-ambiguous' };
  return monthFirst.ok ? monthFirst : dayFirst;
}
