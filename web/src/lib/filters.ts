import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

type Search = Record<string, unknown>;
export type Filters<D extends Record<string, string>> = { readonly [K in keyof D]: string };

/**
 * Filters live in the address, so that a view can be sent to a colleague. Values are strings; a value equal to
 * its default is left out of the address. Setting replaces the history entry (back leaves the page).
 */
export function useFilters<D extends Record<string, string>>(
  defaults: D,
): [Filters<D>, (change: Partial<Record<keyof D, string>>) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const filters = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(defaults).map(([key, fallback]) => [
          key,
          search[key] === undefined ? fallback : String(search[key]),
        ]),
      ) as Filters<D>,
    [search, defaults],
  );
  const set = (change: Partial<Record<keyof D, string>>): void => {
    const next: Search = { ...search, ...change };
    for (const [key, fallback] of Object.entries(defaults)) {
      if (next[key] === fallback || next[key] === undefined) delete next[key];
    }
    void navigate({ to: '.', search: next as never, replace: true });
  };
  return [filters, set];
}
