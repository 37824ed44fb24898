import type { TreeUnit } from '@lianfang/contract/org';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { levelQuery } from '../queries.ts';

/** A visible line of the tree. A unit of the second line may stand twice, so its key holds the way to it. */
export interface TreeLine {
  readonly key: string;
  readonly unit: TreeUnit;
  readonly level: number;
  readonly parentKey: string | null;
  readonly open: boolean;
  readonly loading: boolean;
}

/** The open part of the tree as lines from top to bottom; levels are fetched when first opened. */
export function useTree(date: string) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const top = useQuery(levelQuery(null, date));
  // A single top unit is opened at once: one more click would tell nothing.
  const single = top.data?.length === 1 ? top.data[0]!.id : undefined;
  const parents = useMemo(
    () => [...new Set([...(single ? [single] : []), ...[...open].map((key) => key.split('/').at(-1)!)])],
    [open, single],
  );
  const levels = useQueries({ queries: parents.map((id) => levelQuery(id, date)) });
  const below = new Map(parents.map((id, i) => [id, levels[i]]));

  const lines: TreeLine[] = [];
  const walk = (units: readonly TreeUnit[], level: number, parentKey: string | null): void => {
    for (const unit of units) {
      const key = parentKey === null ? unit.id : `${parentKey}/${unit.id}`;
      // The single top unit is open unless it was closed: its key in the set then means closed.
      const isOpen = unit.children > 0 && open.has(key) !== (key === single);
      const children = isOpen ? below.get(unit.id) : undefined;
      lines.push({ key, unit, level, parentKey, open: isOpen, loading: isOpen && !children?.data });
      if (children?.data) walk(children.data, level + 1, key);
    }
  };
  walk(top.data ?? [], 1, null);

  return {
    lines,
    loading: top.isPending,
    error: top.error ?? levels.find((l) => l.error)?.error ?? null,
    toggle: (key: string, to?: boolean) =>
      setOpen((now) => {
        const wanted = to === undefined ? !now.has(key) : to !== (key === single);
        if (now.has(key) === wanted) return now;
        const next = new Set(now);
        if (wanted) next.add(key);
        else next.delete(key);
        return next;
      }),
    /** Opens the way down to a unit: the units above it, highest first. */
    reveal: (way: readonly string[]) =>
      setOpen((now) => {
        const next = new Set(now);
        let key = '';
        for (const id of way) {
          key = key === '' ? id : `${key}/${id}`;
          if (key === single) next.delete(key);
          else next.add(key);
        }
        return next.size === now.size && [...next].every((k) => now.has(k)) ? now : next;
      }),
  };
}
