import { type RefObject, useEffect, useRef } from 'react';

/** Where the reader last arrived; the first page of a visit is not announced by us, the browser does that. */
let arrived: string | undefined;
/** The heading we gave the focus to. A page that shows itself anew when its data has come takes it away with it. */
let given: HTMLElement | undefined;

function give(heading: HTMLElement | null): void {
  if (!heading) return;
  heading.focus();
  given = heading;
  const left = (): void => {
    if (heading.isConnected) given = undefined;
  };
  heading.addEventListener('blur', left, { once: true });
}

/** The page's heading takes the focus; the keyboard goes on from there, and a screen reader reads it. */
export const focusHeading = (): void => give(document.querySelector<HTMLElement>('#content h1'));

/**
 * Focus follows to another page: its heading has it (give it tabIndex -1), unless a field of the page asked for it
 * already. Changes of the same page, filters say, leave the focus where it is.
 */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const anew = arrived !== undefined && arrived !== location.pathname;
    arrived = location.pathname;
    const taken = document.activeElement?.parentElement?.closest('main');
    if (!taken && (anew || given?.isConnected === false)) give(heading.current);
  }, []);
  return heading;
}
