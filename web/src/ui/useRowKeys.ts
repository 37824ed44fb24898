import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';

/** What does something by itself when clicked or typed into. */
const ACTS = 'a,button,input,label,select,textarea';
const BODY = '.ant-table-body';

interface Question<Row> {
  readonly box: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[] | undefined;
  readonly onOpen: ((row: Row) => void) | undefined;
}

/**
 * The keys of a table, which is one stop of Tab: j/k or up and down move the row, left and right go along its links and
 * buttons, enter opens. What stands in a row may then take no stop of its own (`tabIndex={-1}`).
 */
export function useRowKeys<Row>({ box, rows, onOpen }: Question<Row>) {
  const [current, setCurrent] = useState(-1);
  const lines = () => [...(box.current?.querySelectorAll<HTMLElement>('tr[data-row-key]') ?? [])];
  const parts = (line: HTMLElement | undefined) => [
    ...(line?.querySelectorAll<HTMLElement>('a,button,input') ?? []),
  ];
  const body = () => box.current?.querySelector<HTMLElement>(BODY);

  const along = (event: KeyboardEvent, step: number): void => {
    const all = parts(lines()[current]);
    const next = all.indexOf(event.target as HTMLElement) + step;
    // Nothing there: the browser scrolls.
    if (next < -1 || next >= all.length) return;
    event.preventDefault();
    (all[next] ?? body())?.focus();
  };
  const move = (event: KeyboardEvent, step: number): void => {
    event.preventDefault();
    const next = Math.min((rows?.length ?? 0) - 1, Math.max(0, current + step));
    const at = parts(lines()[current]).indexOf(event.target as HTMLElement);
    setCurrent(next);
    const line = lines()[next];
    line?.scrollIntoView({ block: 'nearest' });
    if (at >= 0) (parts(line)[at] ?? body())?.focus();
  };

  return {
    current,
    // Who comes by keyboard sees which row the keys will move from.
    onFocus: ({ target }: FocusEvent): void => {
      if (current < 0 && rows?.length && target.matches(`${BODY}:focus-visible`)) setCurrent(0);
    },
    onKeyDown: (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      const inRow = target.closest('tr[data-row-key]') !== null;
      const acts = target.closest(ACTS) !== null;
      if (!rows || (acts && !inRow) || target.matches('input:not([type=checkbox]),select,textarea')) return;
      const down = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      const right = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (down) move(event, down);
      else if (right) along(event, right);
      else if (event.key === 'Enter' && !acts && rows[current]) onOpen?.(rows[current]);
    },
    onRow: (row: Row, index?: number) => ({
      onClick: ({ target }: { target: EventTarget }) => {
        setCurrent(index ?? -1);
        if (!(target as HTMLElement).closest(ACTS)) onOpen?.(row);
      },
    }),
  };
}
