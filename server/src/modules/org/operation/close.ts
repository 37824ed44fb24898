import type { Plan, PlanUnit, UnitChange } from './plan.ts';
import { mainLine } from './read.ts';

/**
 * Closing a unit closes everything below it on the main line. Units elsewhere that had it, or something below it, as
 * their territory lose that line, and the preview says so. Pure. `subtree`: both lines, the unit first.
 */
export function planClose(subtree: readonly PlanUnit[]): Plan {
  const closing = mainLine(subtree);
  const ids = new Set(closing.map((u) => u.id));
  const orphans = subtree.filter((u) => !ids.has(u.id) && u.territory !== null && ids.has(u.territory));
  const changes: UnitChange[] = [
    ...closing.map((u) => ({ unit: u.id, close: true })),
    ...orphans.map((u) => ({ unit: u.id, clear_territory: true })),
  ];
  return {
    changes,
    creates: [],
    notes: orphans.map((u) => ({ code: 'territory-cleared' as const, unit: u.id, name: u.name })),
  };
}
