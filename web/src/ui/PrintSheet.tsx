import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';

interface Props {
  readonly title: string;
  readonly unit: string;
  /** Date or period, already formatted. */
  readonly date: string;
  readonly landscape?: boolean;
  /** Who signs, in order: filled in by, checked by, head of unit. A seal place follows. */
  readonly signatures?: readonly string[];
  readonly children: ReactNode;
}

/** A formal sheet on A4: title, unit, date, content, signatures and the place of the seal. */
export function PrintSheet({ title, unit, date, landscape = false, signatures = [], children }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <div className="lf-page-actions lf-noprint">
        <button type="button" className="lf-button lf-button-primary" onClick={() => window.print()}>
          <Icon name="print" size={18} />
          {t('common:action.print')}
        </button>
      </div>
      <article className={landscape ? 'lf-paper lf-paper-landscape' : 'lf-paper'}>
        <h1>{title}</h1>
        <div className="lf-paper-meta">
          <span>{t('common:paper.unit', { unit })}</span>
          <span>{date}</span>
        </div>
        {children}
        {signatures.length > 0 && (
          <div className="lf-paper-sign">
            {signatures.map((who) => (
              <span key={who}>{t('common:paper.signature', { who })}</span>
            ))}
            <span>{t('common:paper.seal')}</span>
          </div>
        )}
      </article>
    </>
  );
}
