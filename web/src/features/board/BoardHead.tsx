import type { RegionBoard } from '@lianfang/contract/insight';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { inWords } from '../../lib/words.ts';
import { DateSlotBar } from '../../ui/DateSlotBar.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import type { Where } from './useBoard.ts';

type Head = Pick<RegionBoard, 'unitId' | 'unitName' | 'slots' | 'slot'>;

/** Units that have a board, by role. */
const BOARDS = 'region,territory,institution';

/** Where, when and which check: all of it in the address. */
export function BoardFilters({ board, where }: { board: Head | undefined; where: Where }) {
  const navigate = useNavigate();
  return (
    <>
      <DateSlotBar
        date={where.date}
        today={where.today}
        onDate={(date) => where.set({ date: date === where.today ? '' : date })}
        slots={(board?.slots ?? []).map((s) => ({
          code: s.code,
          name: inWords(s.nameZh, s.nameEn),
        }))}
        slot={board?.slot ?? where.slot}
        onSlot={(slot) => where.set({ slot })}
      />
      {where.choosing && (
        <UnitPicker
          value={where.unit}
          valueName={board?.unitName}
          unitRole={BOARDS}
          onChange={(unit, chosen) =>
            void navigate({
              to: (chosen?.role === 'institution' ? '/boards/school' : '/boards/region') as never,
              search: where.search({ unit: unit ?? '' }) as never,
            })
          }
        />
      )}
    </>
  );
}

/** The slot shown, in the reader's language: its name, and what it is and by when for each kind of unit. */
export function useSlot(board: Head | undefined): { readonly name: string; readonly parts: string } {
  const { t } = useTranslation('board');
  const format = useFormat();
  const slot = board?.slots.find((s) => s.code === board.slot);
  if (!slot) return { name: '', parts: '' };
  const parts = slot.parts.map((p) =>
    t('slotDue', { name: inWords(p.nameZh, p.nameEn), time: format.time(p.dueAt) }),
  );
  return { name: inWords(slot.nameZh, slot.nameEn), parts: parts.join(t('common:listSeparator')) };
}
