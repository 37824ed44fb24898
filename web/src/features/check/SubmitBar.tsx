import { useTranslation } from 'react-i18next';
import { type Counts, placeOf } from './model.ts';

const REASONS = ['mistake', 'changed', 'parent', 'more'] as const;

interface Props {
  readonly counts: Counts;
  readonly people: number;
  /** Kind of the unit: pupils are at school, staff at work. */
  readonly kind: string;
  /** People ill at the last check of whom nothing has been said: the zero report says they are back. */
  readonly open: number;
  /** Set while correcting: the reason chosen so far. */
  readonly correcting?: { readonly reason: string; readonly onReason: (reason: string) => void };
  readonly blocked?: string | undefined;
  readonly onSubmit: () => void;
  readonly onCancel?: (() => void) | undefined;
}

/** Under the thumb: the zero report, or what is about to be reported. A correction asks why. */
export function SubmitBar({ counts, people, kind, open, correcting, blocked, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('check');
  const zero = counts.well === people;
  const parts = (['absentIll', 'presentIll', 'absentOther', 'late'] as const)
    .filter((k) => counts[k] > 0)
    .map((k) => t(`count.${k}`, { count: counts[k] }));
  return (
    <div className="lf-submit">
      {correcting && (
        <fieldset className="lf-chips">
          <legend>{t('reason')}</legend>
          {REASONS.map((key) => {
            const text = t(`reasons.${key}`);
            return (
              <button
                key={key}
                type="button"
                className="lf-pick"
                aria-pressed={correcting.reason === text}
                onClick={() => correcting.onReason(text)}
              >
                {text}
              </button>
            );
          })}
        </fieldset>
      )}
      {!zero && (
        <p className="lf-submit-sum">
          {parts.join(t('and'))}
          {t('rest', { count: counts.well })}
        </p>
      )}
      <div className="lf-check-row">
        {onCancel && (
          <button type="button" className="lf-button" onClick={onCancel}>
            {t('common:action.cancel')}
          </button>
        )}
        <button
          type="button"
          className="lf-button lf-button-primary lf-submit-go"
          disabled={blocked !== undefined || (correcting && correcting.reason === '')}
          onClick={onSubmit}
        >
          {blocked ??
            (correcting
              ? t('submitCorrection')
              : zero
                ? t(kind === 'class' ? 'allWell' : 'everybodyWell')
                : t('submit'))}
          {!blocked && zero && (
            <small>
              {t('allWellCount', { count: people, where: t(`where.${placeOf(kind)}`) })}
              {open > 0 && t('allWellOpen', { count: open })}
            </small>
          )}
        </button>
      </div>
    </div>
  );
}
