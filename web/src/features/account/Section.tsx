import { type ReactNode, useId } from 'react';

/** A titled part of the page: what it is for on the left, what to do on the right. */
export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="lf-section" aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {text && <p className="lf-muted">{text}</p>}
      </div>
      <div>{children}</div>
    </section>
  );
}
