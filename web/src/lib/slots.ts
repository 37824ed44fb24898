import type { SlotList } from '@lianfang/contract/reporting';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/** The slots that bind a unit and all below it on a date, whosever rule they are. */
export const slotsQuery = (unit: string, date: string) =>
  queryOptions({
    queryKey: ['slots', unit, date],
    queryFn: ({ signal }) => api<SlotList>(`/units/${unit}/slots`, { query: { date }, signal }),
    enabled: unit !== '' && date !== '',
    meta: { live: ['slot'] },
  });
