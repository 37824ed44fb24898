import type { RegionBoard } from '@lianfang/contract/insight';
import { useTranslation } from 'react-i18next';
import { DateSlotBar } from '../../ui/DateSlotBar.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import type { Where } from './useBoard.ts';

type Head = Pick<RegionBoard, 'unitId' | 'unitName' | 'slots' | 'slot'>;

/** Where, when and which check: all of it in the address. */
export function BoardFilters({
  board,
  where,
  unitRole,
}: {
  board: Head | undefined;
  where: Where;
  unitRole?: string;
}) {
  const { i18n } = useTranslation();
  return (
    <>
      <DateSlotBar
        date={where.date}
        today={where.today}
        onDate={(date) => where.set({ date: date === where.today ? '' : date })}
        slots={(board?.slots ?? []).map((s) => ({
          code: s.code,
          name: i18n.language === 'en' ? s.nameEn : s.nameZh,
        }))}
        slot={board?.slot ?? where.slot}
        onSlot={(slot) => where.set({ slot })}
      />
      {where.choosing && (
        <UnitPicker
          value={where.unit}
          valueName={board?.unitName}
          onChange={(unit) => unit && where.set({ unit })}
          {...(unitRole && { role: unitRole })}
        />
      )}
    </>
  );
}

/** The name of the slot shown, in the reader's language. */
export function useSlotName(board: Head | undefined): string {
  const { i18n } = useTranslation();
  const slot = board?.slots.find((s) => s.code === board.slot);
  return slot ? (i18n.language === 'en' ? slot.nameEn : slot.nameZh) : '';
}
