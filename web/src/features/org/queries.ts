import type { TreePage, TreeUnit, UnitKinds, UnitView } from '@lianfang/contract/org';
import type { PostKinds } from '@lianfang/contract/orgKinds';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

const LEVEL_PAGE = 500;
/** A level of more units than this is found by search, not by scrolling. */
const MOST_PAGES = 6;

/** One level of the tree of a date; `parent` null = what one looks after. */
export const levelQuery = (parent: string | null, date: string) =>
  queryOptions({
    queryKey: ['units', 'tree', parent, date],
    queryFn: async ({ signal }): Promise<readonly TreeUnit[]> => {
      const rows: TreeUnit[] = [];
      let after: string | undefined;
      for (let n = 0; n < MOST_PAGES; n++) {
        const page: TreePage = await api('/units/tree', {
          query: { parent, date, limit: LEVEL_PAGE, after },
          signal,
        });
        rows.push(...page.rows);
        after = page.next;
        if (!after) break;
      }
      return rows;
    },
    staleTime: 60_000,
    meta: { live: ['unit'] },
  });

export const unitQuery = (unit: string, date: string) =>
  queryOptions({
    queryKey: ['units', 'one', unit, date],
    queryFn: ({ signal }) => api<UnitView>(`/units/${unit}`, { query: { date }, signal }),
    meta: { live: ['unit', 'account'] },
  });

export const kindsQuery = queryOptions({
  queryKey: ['unit-kinds'],
  queryFn: ({ signal }) => api<UnitKinds>('/unit-kinds', { signal }),
  staleTime: 3_600_000,
  meta: { live: ['kind'] },
});

export const postKindsQuery = queryOptions({
  queryKey: ['post-kinds'],
  queryFn: ({ signal }) => api<PostKinds>('/post-kinds', { signal }),
  meta: { live: ['kind'] },
});
