import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateSlotBar } from '../../ui/DateSlotBar.tsx';
import type { Where } from './useBoard.ts';
import type { SlotChoice } from './useSlots.ts';

interface Props {
  readonly where: Where;
  readonly slots: readonly SlotChoice[];
  readonly slot: string;
  /** States to choose from, besides all. */
  readonly states: readonly string[];
  /** More to choose, between the slot and the state. */
  readonly children?: ReactNode;
}

/** Which date, check and state the rows behind a board's numbers are of: all of it in the address. */
export function RowFilters({ where, slots, slot, states, children }: Props) {
  const { t } = useTranslation('board');
  return (
    <>
      <DateSlotBar
        date={where.date}
        today={where.today}
        onDate={(date) => where.set({ date: date === where.today ? '' : date })}
        slots={slots}
        slot={slot}
        onSlot={(code) => where.set({ slot: code })}
      />
      {children}
      <fieldset className="lf-joined">
        <legend className="lf-sr">{t('group.state')}</legend>
        {['', ...states].map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={where.state === state}
            onClick={() => where.set({ state })}
          >
            {state ? t(`common:status.${state}`) : t('group.all')}
          </button>
        ))}
      </fieldset>
    </>
  );
}
