import type { Register, RegisterKind } from '@lianfang/contract/healthRegister';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useFilters } from '../../lib/filters.ts';
import { useSession } from '../../lib/session.ts';

/** `contacts`: whole numbers, as the reader asked for; the server logs it. */
export type RegisterQuery = {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly contacts?: 'full';
};

/** The registers are forms of the Chinese rules of 2006: headings and entries are in Chinese for every reader. */
export const FORM_LANGUAGE = 'zh-CN';

/** Unit, dates and kind of register, kept in the address; by default the reader's own unit and today. */
export function useRegisterFilters() {
  const { session, can } = useSession();
  const today = session?.today ?? '';
  const post = session?.holdings.find((h) => h.permissions.includes('register.export'));
  const region = post?.unitRole === 'region' || post?.unitRole === 'territory';
  const [filters, setFilters] = useFilters({
    register: region ? 'daily' : 'check',
    unit: post?.unitId ?? '',
    from: today,
    to: today,
    contacts: '',
  });
  const register = filters.register as RegisterKind;
  const full = filters.contacts === 'full' && register !== 'daily' && can('person.contact');
  const query: RegisterQuery = {
    ...{ unit: filters.unit, from: filters.from, to: filters.to },
    ...(full && { contacts: 'full' }),
  };
  return {
    filters,
    setFilters,
    register,
    query,
    unitName: filters.unit === post?.unitId ? post?.unitName : undefined,
  };
}

export function useRegister(register: RegisterKind, query: RegisterQuery) {
  return useQuery({
    queryKey: ['register', register, query],
    queryFn: ({ signal }) => api<Register>(`/registers/${register}`, { query, signal }),
    enabled: query.unit !== '' && query.from !== '',
    placeholderData: keepPreviousData,
    // Each look is logged by the server: asked again only when the reader asks.
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
  });
}
