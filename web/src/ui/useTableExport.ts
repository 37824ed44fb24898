import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ApiProblem } from '../lib/api.ts';
import { saveTables, TABLE_ROWS } from '../lib/tableFile.ts';
import { tableText } from './tableText.ts';

interface Source {
  readonly box: RefObject<HTMLElement | null>;
  readonly name: string;
  /** Rows loaded so far. */
  readonly loaded: number;
  readonly onMore: (() => void) | undefined;
}

/** Loads the pages that are left, then saves the whole table as Excel. */
export function useTableExport({ box, name, loaded, onMore }: Source) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiProblem | null>(null);
  const asked = useRef(-1);
  useEffect(() => {
    if (!busy) return;
    if (onMore && loaded < TABLE_ROWS) {
      if (asked.current === loaded) return; // the next page is on its way
      asked.current = loaded;
      onMore();
      return;
    }
    const { columns, rows } = tableText(box.current!);
    saveTables({ name, sheets: [{ name, columns, rows: rows.slice(0, TABLE_ROWS) }] })
      .catch((problem: ApiProblem) => setError(problem))
      .finally(() => setBusy(false));
  }, [busy, box, name, loaded, onMore]);
  const start = (): void => {
    asked.current = -1;
    setError(null);
    setBusy(true);
  };
  return { start, busy, error };
}
