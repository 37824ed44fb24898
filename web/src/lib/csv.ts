type Cell = string | number | null;

/**
 * RFC 4180 with a byte-order mark and CRLF. A text that a spreadsheet would run as a formula is prefixed with an
 * apostrophe (OWASP, CSV injection); numbers are left alone.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  const field = (cell: Cell): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') return String(cell);
    const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}
