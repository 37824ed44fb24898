import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../lib/useFormat.ts';
import { useArrival } from './useArrival.ts';
import { useTitle } from './useTitle.ts';

interface Props {
  readonly title: string;
  /** Instant of the data shown. */
  readonly asOf?: string | undefined;
  /** A line under the title: unit, date, what is counted. */
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Filters: a row under the head, kept out of print. */
  readonly filters?: ReactNode;
  /** Reading width for forms and texts; default is the whole width. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** The frame of every page: title, as-of time, actions, filters, content. Sets the document's title. */
export function Page({ title, asOf, subtitle, actions, filters, narrow = false, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  useTitle(title);
  const heading = useArrival();
  return (
    <div className={narrow ? 'lf-page lf-page-narrow' : 'lf-page'}>
      <header className="lf-page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {(subtitle || asOf) && (
            <p className="lf-page-sub">
              {subtitle}
              {asOf && <span className="lf-asof">{t('common:asOf', { time: format.instant(asOf) })}</span>}
            </p>
          )}
        </div>
        {actions && <div className="lf-page-actions">{actions}</div>}
      </header>
      {filters && <div className="lf-page-filters">{filters}</div>}
      {children}
    </div>
  );
}
