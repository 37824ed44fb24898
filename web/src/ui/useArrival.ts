import { type RefObject, useEffect, useRef } from 'react';

/** Where the reader last arrived; the first page of a visit is not announced by us, the browser does that. */
let arrived: string | undefined;

/** The page's heading takes the focus; the keyboard goes on from there, and a screen reader reads it. */
export const focusHeading = (): void => {
  document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true });
};

/**
 * Focus follows to another page: its heading has it (give it tabIndex -1), unless a field of the page asked for it
 * already. Changes of the same page, filters say, leave the focus where it is.
 */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = arrived;
    arrived = location.pathname;
    const taken = document.activeElement?.parentElement?.closest('main');
    if (before !== undefined && before !== arrived && !taken) heading.current?.focus();
  }, []);
  return heading;
}
