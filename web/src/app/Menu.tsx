import { type ReactNode, useEffect, useRef } from 'react';

/** A menu that opens on click and closes on escape, on a choice, on a click elsewhere, or when the focus goes on. */
export function Menu({
  label,
  summary,
  children,
}: {
  label: string;
  summary: ReactNode;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const box = ref.current;
      if (!box?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key === 'Escape') {
          box.open = false;
          box.querySelector('summary')?.focus();
        }
      } else if (
        !box.contains(event.target as Node) ||
        (event.target as Element).closest('.lf-menu-list a, .lf-menu-list button')
      ) {
        box.open = false;
      }
    };
    document.addEventListener('click', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details
      className="lf-menu"
      ref={ref}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
      }}
    >
      <summary aria-label={label}>{summary}</summary>
      <div className="lf-menu-list">{children}</div>
    </details>
  );
}
