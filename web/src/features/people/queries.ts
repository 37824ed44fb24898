import type { PersonDetail } from '@lianfang/contract/people';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => api<PersonDetail>(`/people/${id}`, { signal }),
    meta: { live: ['person'] },
  });
