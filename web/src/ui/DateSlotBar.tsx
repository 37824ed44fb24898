import { useTranslation } from 'react-i18next';
import { addDays } from '../lib/format.ts';
import { useFormat } from '../lib/useFormat.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly date: string;
  readonly today: string;
  readonly onDate: (date: string) => void;
  /** Checks of the day, in order; empty hides the choice. */
  readonly slots?: readonly { readonly code: string; readonly name: string }[];
  readonly slot?: string;
  readonly onSlot?: (slot: string) => void;
}

/** Business date and check of the day: back, forward, today. Without antd, for phones too. */
export function DateSlotBar({ date, today, onDate, slots = [], slot, onSlot }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="lf-dateslot">
      <div className="lf-joined">
        <button
          type="button"
          aria-label={t('common:date.previous')}
          onClick={() => onDate(addDays(date, -1))}
        >
          <Icon name="left" size={16} />
        </button>
        <label className="lf-date">
          <span>{format.date(date)}</span>
          <input
            type="date"
            aria-label={t('common:date.choose')}
            value={date}
            max={today}
            onChange={(e) => e.target.value && onDate(e.target.value)}
          />
        </label>
        <button
          type="button"
          aria-label={t('common:date.next')}
          disabled={date >= today}
          onClick={() => onDate(addDays(date, 1))}
        >
          <Icon name="right" size={16} />
        </button>
      </div>
      {date !== today && (
        <button type="button" className="lf-button" onClick={() => onDate(today)}>
          {t('common:date.today')}
        </button>
      )}
      {slots.length > 0 && (
        <fieldset className="lf-joined">
          <legend className="lf-sr">{t('common:date.slot')}</legend>
          {slots.map((s) => (
            <button
              key={s.code}
              type="button"
              aria-pressed={s.code === slot}
              onClick={() => onSlot?.(s.code)}
            >
              {s.name}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
