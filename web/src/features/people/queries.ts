import type { PeoplePage, PersonDetail } from '@lianfang/contract/people';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

export interface PeopleFilters {
  readonly unit: string;
  readonly kind: string;
  readonly q: string;
  readonly left: string;
  readonly stale: string;
}

export const peopleQuery = (filters: PeopleFilters) =>
  infiniteQueryOptions({
    queryKey: ['people', filters],
    queryFn: ({ pageParam, signal }) =>
      api<PeoplePage>('/people', {
        query: {
          unitId: filters.unit,
          kind: filters.kind,
          q: filters.q,
          left: filters.left,
          stale: filters.stale,
          after: pageParam,
          limit: 100,
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    meta: { live: ['person', 'unit'] },
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => api<PersonDetail>(`/people/${id}`, { signal }),
    meta: { live: ['person'] },
  });
