import type { Register, RegisterColumn } from '@lianfang/contract/healthRegister';

/** A cell as the form shows it. */
export function cellText(row: Register['rows'][number], column: RegisterColumn): string {
  const value = row[column.key];
  if (value === null || value === undefined) return '';
  if (column.percent && typeof value === 'number') return `${(value * 100).toFixed(1)}%`;
  return String(value);
}
