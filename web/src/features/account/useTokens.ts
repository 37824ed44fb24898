import type { TokenView } from '@lianfang/contract/account';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

/** One's own personal API tokens that still work. */
export const useTokens = () =>
  useQuery({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => api<{ rows: TokenView[] }>('/tokens', { signal }),
  });
