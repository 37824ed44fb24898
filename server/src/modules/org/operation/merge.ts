import type { Plan, PlanNote, PlanUnit, UnitChange } from './plan.ts';
import { mainLine } from './read.ts';

interface Pair {
  readonly from: PlanUnit;
  readonly into: PlanUnit;
}

const gradeOf = (u: PlanUnit): unknown => u.attributes.grade;
/** Divisions that mean the same in both units: the same grade, or the same name. */
const same = (a: PlanUnit, b: PlanUnit): boolean =>
  a.kind === b.kind && (gradeOf(a) !== undefined ? gradeOf(a) === gradeOf(b) : a.name === b.name);

/**
 * Merging closes `from` into `into`: its groups (classes, dormitories, offices) go on under the other unit, matching
 * divisions (grades, departments) become one, and people at the closed units go to the one that takes over. A name
 * that would stand twice gets the old unit's name in brackets. Pure. Both subtrees: main line, the unit first.
 */
export function planMerge(fromTree: readonly PlanUnit[], intoTree: readonly PlanUnit[]): Plan {
  const from = fromTree[0]!;
  const into = intoTree[0]!;
  const fromMain = mainLine(fromTree);
  const intoMain = mainLine(intoTree);
  const changes: UnitChange[] = [];
  const notes: PlanNote[] = [];
  const below = (tree: readonly PlanUnit[], id: string) => tree.filter((u) => u.parent === id);

  const join = ({ from: a, into: b }: Pair): void => {
    changes.push({ unit: a.id, close: true, successor: b.id });
    const there = below(intoMain, b.id);
    for (const child of below(fromMain, a.id)) {
      const twin = child.role === 'division' ? there.find((t) => same(child, t)) : undefined;
      if (twin) {
        join({ from: child, into: twin });
        continue;
      }
      const clash = there.some((t) => t.kind === child.kind && t.name === child.name);
      if (clash) notes.push({ code: 'name-clash', unit: child.id, name: child.name });
      changes.push({
        unit: child.id,
        parent: b.id,
        ...(clash && { name: `${child.name}（${from.name}）` }),
      });
    }
  };
  join({ from, into });
  // A merged street or community hands its territorial line on.
  const mainIds = new Set(fromMain.map((u) => u.id));
  for (const unit of fromTree) {
    if (!mainIds.has(unit.id) && unit.territory === from.id)
      changes.push({ unit: unit.id, territory: into.id });
  }
  return { changes, creates: [], notes };
}
