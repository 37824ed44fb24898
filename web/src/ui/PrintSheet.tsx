import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../lib/i18n.ts';
import { Icon } from './Icon.tsx';
import { useTitle } from './useTitle.ts';

interface Props {
  readonly title: string;
  readonly unit: string;
  /** Official forms are in one language, whoever prints them. */
  readonly language: Language;
  /** Date or period, already formatted. */
  readonly date: string;
  readonly landscape?: boolean;
  /** Who signs, in order: filled in by, checked by, head of unit. A seal place follows. */
  readonly signatures?: readonly string[];
  /** Beside the button that prints: the way back. */
  readonly back?: ReactNode;
  readonly children: ReactNode;
}

/** A formal sheet on A4: title, unit, date, content, signatures and the place of the seal. */
export function PrintSheet(props: Props) {
  const { title, unit, language, date, landscape = false, signatures = [], back, children } = props;
  const { t } = useTranslation();
  const { t: paper } = useTranslation('common', { lng: language });
  useTitle(title);
  return (
    <>
      <div className="lf-page-actions lf-noprint">
        <button type="button" className="lf-button lf-button-primary" onClick={() => window.print()}>
          <Icon name="print" size={18} />
          {t('common:action.print')}
        </button>
        {back}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a small screen the sheet scrolls, by keyboard too */}
      <section className="lf-paper-box" aria-label={title} lang={language} tabIndex={0}>
        <article className={landscape ? 'lf-paper lf-paper-landscape' : 'lf-paper'}>
          <h1>{title}</h1>
          <div className="lf-paper-meta">
            <span>{paper('paper.unit', { unit })}</span>
            <span>{date}</span>
          </div>
          {children}
          {signatures.length > 0 && (
            <div className="lf-paper-sign">
              {signatures.map((who) => (
                <span key={who}>{paper('paper.signature', { who })}</span>
              ))}
              <span>{paper('paper.seal')}</span>
            </div>
          )}
        </article>
      </section>
    </>
  );
}
