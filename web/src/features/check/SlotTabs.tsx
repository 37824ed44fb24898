import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { inWords } from '../../lib/words.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import type { SlotState } from './model.ts';

interface Props {
  readonly states: readonly SlotState[];
  readonly chosen: string;
  readonly onChoose: (slot: string) => void;
}

/** Today's checks of the group: state, and by when or since when. */
export function SlotTabs({ states, chosen, onChoose }: Props) {
  const { t } = useTranslation('check');
  const format = useFormat();
  return (
    <fieldset className="lf-slots">
      <legend className="lf-sr">{t('slots')}</legend>
      {states.map(({ slot, current, mine }) => {
        const zero = current?.exceptions.length === 0;
        // Only what has arrived counts as reported; a check that is still on this device is pending.
        const own = mine?.state === 'sent' && slot.state === 'pending' ? (zero ? 'zero' : 'data') : undefined;
        return (
          <button
            key={slot.code}
            type="button"
            aria-pressed={slot.code === chosen}
            onClick={() => onChoose(slot.code)}
          >
            <StatusMark status={own ?? slot.state} />
            <b>{inWords(slot.nameZh, slot.nameEn)}</b>
            <span>
              {current?.receivedAt
                ? format.time(current.receivedAt)
                : slot.state === 'exempt'
                  ? t('common:status.exempt')
                  : t('dueBy', { time: slot.dueAt })}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
