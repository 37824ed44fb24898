import type { Register } from '@lianfang/contract/healthRegister';

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it: nothing typed is ever executed. */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 in UTF-8 with a byte order mark, without which Excel reads Chinese as garbage. */
export function registerCsv(register: Register): Buffer {
  const lines = [
    register.columns.map((c) => cell(c.title)),
    ...register.rows.map((row) => register.columns.map((c) => cell(row[c.key]))),
  ];
  return Buffer.from(`\uFEFF${lines.map((l) => l.join(',')).join('\r\n')}\r\n`, 'utf8');
}
