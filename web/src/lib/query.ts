import type { ChangeKind } from '@lianfang/contract/change';
import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** Kinds of change after which the query is asked again. */
      readonly live?: readonly ChangeKind[];
    };
    defaultError: ApiProblem;
  }
}

/** One client for the page. Refusals (4xx) are final; a server out of reach is tried twice more. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: true,
      // Ask even when the device believes it is offline: the service worker may answer, and a refusal is honest
      // where a paused question would look like endless loading.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
