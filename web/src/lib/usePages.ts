import type { ChangeKind } from '@lianfang/contract/change';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type RequestOptions } from './api.ts';

/** What the server answers: some rows, and what to ask for as `after` to have those that follow. */
interface RowPage {
  readonly rows: readonly object[];
  readonly next?: string | null | undefined;
}

interface Question {
  /** First word of the query's key: what is invalidated by this word asks again. */
  readonly name: string;
  readonly path: string;
  readonly query?: RequestOptions['query'];
  readonly enabled?: boolean;
  /** Kinds of change after which all pages are asked again. */
  readonly live?: readonly ChangeKind[];
}

/** A list that the server gives in pages: the rows fetched so far, and `onMore` as long as there are others. */
export function usePages<P extends RowPage>({ name, path, query = {}, enabled = true, live = [] }: Question) {
  const list = useInfiniteQuery({
    queryKey: [name, path, query],
    queryFn: ({ signal, pageParam }) => api<P>(path, { query: { ...query, after: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled,
    meta: { live },
  });
  return {
    rows: list.data?.pages.flatMap((page): P['rows'] => page.rows) as
      | readonly P['rows'][number][]
      | undefined,
    /** The first page, for what a page says besides its rows. */
    first: list.data?.pages[0],
    error: list.error,
    loading: list.isPending,
    loadingMore: list.isFetchingNextPage,
    onMore: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    again: () => void list.refetch(),
  };
}
