import type { Duty } from '@lianfang/contract/healthDuty';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem, api } from '../../lib/api.ts';
import { localParts } from '../../lib/format.ts';
import { store } from '../../lib/outbox/db.ts';

export interface KnownDuty {
  readonly duty: Duty;
  /** Set when there is no network: when this was fetched (milliseconds). */
  readonly keptAt?: number;
}

const KEEP_MS = 14 * 86_400_000;

/** Fetches the duty and keeps it on the device; without a network the kept one answers. */
async function loadDuty(accountId: string, unit: string, signal: AbortSignal): Promise<KnownDuty> {
  try {
    const duty = await api<Duty>('/checks/duty', { query: { unit }, signal });
    const keptAt = Date.now();
    await store.duty.put({ accountId, unit, keptAt, duty });
    await store.duty
      .where('keptAt')
      .below(keptAt - KEEP_MS)
      .delete();
    return { duty };
  } catch (error) {
    if (!(error instanceof ApiProblem) || (error.status !== 0 && error.status < 500)) throw error;
    const kept = await store.duty.get([accountId, unit]);
    if (!kept) throw error;
    return { duty: kept.duty, keptAt: kept.keptAt };
  }
}

/** What this account reports today; `unit` asks for one group of an institution. */
export function useDuty(accountId: string | undefined, unit = '') {
  return useQuery({
    queryKey: ['duty', accountId, unit],
    queryFn: ({ signal }) => loadDuty(accountId!, unit, signal),
    enabled: accountId !== undefined,
    networkMode: 'always',
    staleTime: 30_000,
    retry: false,
    meta: { live: ['check', 'person', 'unit', 'slot', 'exemption', 'calendar'] },
  });
}

/** Business date and clock time of the deployment, by the device's clock; moves every quarter of a minute. */
export function useLocalNow(zone: string): { readonly date: string; readonly time: string } {
  const [at, setAt] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setAt(new Date().toISOString()), 15_000);
    return () => clearInterval(timer);
  }, []);
  const { date, time } = localParts(at, zone);
  return { date, time };
}
