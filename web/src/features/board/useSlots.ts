import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { slotsQuery } from '../../lib/slots.ts';
import { inWords } from '../../lib/words.ts';
import type { Where } from './useBoard.ts';

export interface SlotChoice {
  readonly code: string;
  readonly name: string;
}

/**
 * The checks due below the unit on the date, in the order of their deadlines, and the one shown: as the address says,
 * else the first. `owedBy` group: without what institutions owe by themselves.
 */
export function useSlots(
  { unit, date, slot }: Where,
  owedBy: 'group' | 'any',
): { readonly slots: readonly SlotChoice[]; readonly slot: string } {
  const { t } = useTranslation('board');
  const { data } = useQuery(slotsQuery(unit, date));
  const rules = (data?.rows ?? []).filter(
    (r) => r.enabled && (owedBy === 'any' || r.subjectRole === 'group'),
  );
  const slots = [...new Map(rules.map((r) => [r.code, r])).values()].map((r) => ({
    code: r.code,
    name: t(`slot.${r.code}`, { defaultValue: inWords(r.nameZh, r.nameEn) }),
  }));
  return { slots, slot: slot || slots[0]?.code || '' };
}
