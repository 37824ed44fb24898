import type { DutyPerson, DutySuggestion } from '@lianfang/contract/healthDuty';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { type Draft, openSuggestions } from './model.ts';

interface Props {
  readonly suggestions: readonly DutySuggestion[];
  readonly people: readonly DutyPerson[];
  readonly draft: Draft;
  /** Those who were said to be back. */
  readonly back: ReadonlySet<string>;
  readonly onStill: (suggestions: readonly DutySuggestion[]) => void;
  readonly onBack: (personId: string) => void;
}

/** Who was ill at the last check: one tap each says still absent, or back; one for all who are still absent. */
export function Suggestions({ suggestions, people, draft, back, onStill, onBack }: Props) {
  const { t } = useTranslation('check');
  const format = useFormat();
  const open = openSuggestions(suggestions, draft, back);
  if (open.length === 0) return null;
  return (
    <section className="lf-suggest" aria-label={t('suggest.title')}>
      <header>
        <h2>{t('suggest.title')}</h2>
        {open.length > 1 && (
          <button type="button" className="lf-button" onClick={() => onStill(open)}>
            {t('suggest.allStill')}
          </button>
        )}
      </header>
      <ul>
        {open.map((s) => {
          const name = people.find((p) => p.id === s.personId)?.name ?? '—';
          const what = (s.symptoms ?? []).map((code) => t(`symptom.${code}`)).join(t('and'));
          return (
            <li key={s.personId}>
              <p>
                <b>{name}</b>
                <span>
                  {t('suggest.since', { date: format.dayMonth(s.onsetOn ?? s.period) })}
                  {what && ` ${what}`}
                </span>
              </p>
              <button
                type="button"
                className="lf-button"
                aria-label={t('suggest.backOf', { name })}
                onClick={() => onBack(s.personId!)}
              >
                {t('suggest.back')}
              </button>
              <button
                type="button"
                className="lf-button"
                aria-label={t('suggest.stillOf', { name })}
                onClick={() => onStill([s])}
              >
                {t('suggest.still')}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
