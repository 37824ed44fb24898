/** A row or cell as it opens, any prefix; a worksheet, to begin anew. Comments and CDATA are passed over whole. */
const TAGS =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)((?:\w+:)?(?:Worksheet|Row|Cell))\b((?:[^>"']|"[^"]*"|'[^']*')*)>/g;

const numberOf = (attributes: string, name: string): number | undefined => {
  const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*["'](\\d{1,7})["']`).exec(attributes)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** Columns that a cell merged downwards still covers: by column, the last row it reaches. Rows and columns from 1. */
class Covered {
  readonly #until = new Map<number, number>();
  readonly #columns: number;

  constructor(columns: number) {
    this.#columns = columns;
  }

  /** The first free column at or after `column`. */
  free(row: number, column: number): number {
    let at = column;
    while ((this.#until.get(at) ?? 0) >= row) at += 1;
    return at;
  }

  cover(row: number, column: number, across: number, down: number): void {
    if (down === 0) return;
    const last = Math.min(column + across, this.#columns);
    for (let c = column; c <= last; c += 1) this.#until.set(c, row + down);
  }
}

/**
 * Writes the place of every row and cell into a workbook of "XML Spreadsheet 2003" (ss:Index, by ss:Span, ss:MergeAcross,
 * ss:MergeDown).
 * Excel writes ss:Index after what a merged cell above covers; LibreOffice leaves it out, and then a reader that takes
 * cells one after another shifts the whole row to the left. No cell may stand on a covered place, so the meaning is
 * certain: a cell without ss:Index goes to the next place that is free.
 */
export function withPlaces(xml: string, columns: number): string {
  let covered = new Covered(columns);
  let next = 1;
  let row = 0;
  let column = 0;
  return xml.replace(TAGS, (whole, slash: string | undefined, tag: string | undefined, attributes = '') => {
    if (tag === undefined || slash === '/') return whole;
    const kind = tag.replace(/^\w+:/, '');
    const own = numberOf(attributes, 'Index');
    let at: number;
    if (kind === 'Worksheet') {
      covered = new Covered(columns);
      next = 1;
      return whole;
    }
    if (kind === 'Row') {
      at = own ?? next;
      row = at;
      next = at + 1 + (numberOf(attributes, 'Span') ?? 0);
      column = 0;
    } else {
      at = own ?? covered.free(row, column + 1);
      const across = numberOf(attributes, 'MergeAcross') ?? 0;
      covered.cover(row, at, across, numberOf(attributes, 'MergeDown') ?? 0);
      column = at + across;
    }
    return own === undefined ? `<${tag} ss:Index="${at}"${attributes}>` : whole;
  });
}
