import type { SessionView } from '@lianfang/contract/access';
import type { Permission } from '@lianfang/contract/permissions';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ApiProblem, api } from './api.ts';
import { type Language, setLanguage } from './i18n.ts';
import { queryClient } from './query.ts';
import { remember, remembered } from './remembered.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<SessionView | null> => {
    try {
      const session = await api<SessionView>('/session');
      remember(session);
      return session;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) {
        remember(null);
        return null;
      }
      const last = remembered();
      if (error.offline && last) return last;
      throw error;
    }
  },
  // The page opens with what is known and asks meanwhile: on a bad network the answer may take many seconds.
  initialData: remembered,
  initialDataUpdatedAt: 0,
  staleTime: 60_000,
  retry: false,
  meta: { live: ['account'] },
});

/** Forgets the session here; the next page asks for sign-in. */
export function forgetSession(): void {
  remember(null);
  queryClient.setQueryData(sessionQuery.queryKey, null);
}

/** Drops everything fetched for the former account and asks who is signed in now. */
export async function refreshSession(): Promise<SessionView | null> {
  queryClient.removeQueries({ predicate: (q) => q.queryKey[0] !== 'session' });
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  if (session?.locale) await setLanguage(session.locale);
  return session;
}

export interface SessionUse {
  /** Null while loading and when signed out. */
  readonly session: SessionView | null;
  readonly loading: boolean;
  /** Whether some post held grants this, at that unit if one is named. For showing and hiding only. */
  can(permission: Permission, unitId?: string): boolean;
}

export function useSession(): SessionUse {
  const { data, isPending } = useQuery(sessionQuery);
  const session = data ?? null;
  return {
    session,
    loading: isPending,
    can: (permission, unitId) =>
      session?.holdings.some(
        (h) => h.permissions.includes(permission) && (unitId === undefined || h.unitId === unitId),
      ) ?? false,
  };
}

/** Ends the session on the server (best effort: the cookie may be gone already) and here. */
export async function signOut(): Promise<void> {
  await api('/session/sign-out', { method: 'POST' }).catch(() => {});
  forgetSession();
  queryClient.clear();
}

/** Changes the language here and, so that notices and other devices follow, of the account. */
export async function chooseLanguage(language: Language): Promise<void> {
  await setLanguage(language);
  await api('/session/locale', { method: 'PUT', body: { locale: language } }).catch(() => {});
  await queryClient.invalidateQueries();
}
