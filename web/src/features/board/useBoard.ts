import type { RegionBoard, SchoolBoard } from '@lianfang/contract/insight';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useFilters } from '../../lib/filters.ts';
import { useSession } from '../../lib/session.ts';

/** Changes after which a board is asked again. */
export const LIVE = ['check', 'school-report', 'reminder', 'exemption', 'slot', 'unit'] as const;

const DEFAULTS = { unit: '', date: '', slot: '', state: '', symptom: '' };
const HIGHEST = ['region', 'territory', 'institution', 'division', 'group'];

/** Where, when and which check: from the address, else the highest post held and today. */
export function useWhere() {
  const { session } = useSession();
  const [filters, set] = useFilters(DEFAULTS);
  const seeing = (session?.holdings ?? []).filter((h) => h.permissions.includes('figures.view'));
  const own = [...seeing].sort((a, b) => HIGHEST.indexOf(a.unitRole) - HIGHEST.indexOf(b.unitRole))[0];
  return {
    ...filters,
    unit: filters.unit || own?.unitId || '',
    date: filters.date || session?.today || '',
    today: session?.today ?? '',
    own,
    /** Has more than one unit to look at: nobody with a single school is asked which. */
    choosing: seeing.some((h) => h.unitRole === 'region' || h.unitRole === 'territory') || seeing.length > 1,
    set,
    /** The address of another view of the same date and slot. */
    search: (more: Readonly<Record<string, string>> = {}) => ({
      ...(filters.date && { date: filters.date }),
      ...(filters.slot && { slot: filters.slot }),
      ...more,
    }),
  };
}
export type Where = ReturnType<typeof useWhere>;

function useBoardQuery<T>(kind: 'region' | 'school', where: Where) {
  const { unit, date, slot } = where;
  return useQuery({
    queryKey: ['board', kind, unit, date, slot],
    queryFn: ({ signal }) => api<T>(`/boards/${kind}`, { query: { unit, date, slot }, signal }),
    enabled: unit !== '' && date !== '',
    placeholderData: keepPreviousData,
    meta: { live: LIVE },
  });
}
export const useRegionBoard = (where: Where) => useBoardQuery<RegionBoard>('region', where);
export const useSchoolBoard = (where: Where) => useBoardQuery<SchoolBoard>('school', where);
