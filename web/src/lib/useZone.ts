import { useSession } from './session.ts';

/**
 * The deployment's IANA zone, as the session says. Before sign-in the device's own: what is dated then (an invitation's
 * end) is read by whoever holds it.
 */
export function useZone(): string {
  return useSession().session?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
