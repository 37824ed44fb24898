import type { ReactNode } from 'react';

/** Nothing here yet: says why, and shows the first step. Never a bare "no data". */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="lf-empty">
      <p className="lf-empty-title">{title}</p>
      {children && <div className="lf-empty-text">{children}</div>}
      {action && <div className="lf-empty-action">{action}</div>}
    </div>
  );
}
