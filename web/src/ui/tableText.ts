type Cell = string | number | null;

/** Text without what only screen readers hear. */
function textOf(cell: Element): string {
  const copy = cell.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('.lf-sr, [aria-hidden="true"]')) hidden.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** 1,024 is a number; 98.5 %, 07:41 and –3 beside an explanation are not. */
const cellOf = (text: string): Cell => {
  if (text === '') return null;
  const plain = text.replaceAll(',', '');
  return /^-?\d{1,15}(\.\d+)?$/.test(plain) && !/^-?0\d/.test(plain) ? Number(plain) : text;
};

/**
 * What a table shows, as rows: the columns the reader has chosen, in his language, filtered as he sees them. Columns
 * without words (a small chart, a box to tick) are left out; only columns of numbers hold numbers.
 */
export function tableText(table: Element): { columns: string[]; rows: Cell[][] } {
  const heads = [...table.querySelectorAll('thead th')];
  const lines = [...table.querySelectorAll('tbody tr[data-row-key]')].map((row) => [...row.children]);
  const texts = lines.map((cells) => cells.map(textOf));
  const kept = heads.flatMap((head, i) => {
    const empty =
      texts.every((row) => row[i] === '') && lines.some((cells) => cells[i]?.querySelector('svg'));
    return textOf(head) === '' || empty ? [] : [i];
  });
  return {
    columns: kept.map((i) => textOf(heads[i]!)),
    rows: texts.map((row, r) =>
      kept.map((i) => {
        const text = row[i] ?? '';
        return lines[r]?.[i]?.classList.contains('lf-numeric') ? cellOf(text) : text || null;
      }),
    ),
  };
}
