import { type RefObject, useEffect, useRef } from 'react';

/** A dialog that is open while it is mounted; the focus goes back to what opened it, which a removed dialog forgets. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return dialog;
}
