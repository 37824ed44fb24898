import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, setLanguage } from '../lib/i18n.ts';
import { useArrival } from './useArrival.ts';
import { useTitle } from './useTitle.ts';

interface Props {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
  /** A second card beside the first. */
  readonly aside?: ReactNode;
}

/** The frame of pages before sign-in: name of the platform, one card, languages. Without antd. */
export function Door({ title, wide = false, children, aside }: Props) {
  const { t, i18n } = useTranslation();
  useTitle(title);
  const heading = useArrival();
  return (
    <main className="lf-door">
      <div className="lf-door-head">
        <img src="/icon.svg" width="48" height="48" alt="" />
        <div>
          <b>{t('common:product')}</b>
          <span>{t('common:productLong')}</span>
        </div>
      </div>
      <div className="lf-door-body">
        <section className={wide ? 'lf-card lf-door-card lf-door-card-wide' : 'lf-card lf-door-card'}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {children}
        </section>
        {aside}
      </div>
      <div className="lf-door-foot">
        {languages
          .filter((l) => l !== i18n.language)
          .map((l) => (
            <button key={l} type="button" className="lf-link" lang={l} onClick={() => void setLanguage(l)}>
              {t(`common:languages.${l}`)}
            </button>
          ))}
      </div>
    </main>
  );
}
