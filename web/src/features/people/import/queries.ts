import type { ImportListItem, ImportView } from '@lianfang/contract/people.import';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => api<ImportView>(`/imports/${id}`, { signal }),
    meta: { live: ['progress'] },
  });

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => api<{ rows: ImportListItem[] }>('/imports', { signal }),
});
