import { Problem } from '../../kernel/problem.ts';

/** Keys of the last row of a page, opaque to the client. */
const makeCursor = (keys: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(keys)).toString('base64url');

/** @throws Problem kernel.invalid-input when it was not made by makeCursor with as many keys */
export function openCursor(cursor: string | undefined, keys: number): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const found: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(found) && found.length === keys) return found.map(String);
  } catch {
    // Not JSON: refused below like any other foreign text.
  }
  throw new Problem('kernel.invalid-input', {}, [
    {
      field: 'query/after',
      code: 'cursor',
      detail: { zh: '翻页位置无效，请从第一页重新打开', en: 'Unknown page: start again from the first' },
    },
  ]);
}

/** One page of the rows read with `limit + 1`. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  keys: (row: R) => readonly (string | number)[],
  present: (row: R) => T,
): { rows: T[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(present),
    ...(rows.length > limit && last !== undefined && { next: makeCursor(keys(last)) }),
  };
}
