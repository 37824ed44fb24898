import type { NewUnit } from '../create.ts';
import { gradeNumber, ladderOf, type Rung, renameUp } from '../domain/rungs.ts';
import type { Plan, PlanNote, PlanUnit, UnitChange } from './plan.ts';

export interface PromoteOptions {
  readonly effectiveOn: string;
  /** Make the new year's first grade with its classes. */
  readonly createFirst: boolean;
  /** Classes of the new first grade, by institution; default as many as the first grade has now. */
  readonly newClasses: Readonly<Record<string, number>>;
}

/**
 * The yearly promotion (升级): a grade unit is its cohort. It keeps its id, and so its figures and its teachers, and
 * moves up by name and attribute `grade`; its classes are renamed with it. The last rung's grades and classes
 * close (graduated), a new first grade may be made. A school that has the year's entrants is left alone. Works for one school or all schools below a region. Pure.
 */
export function planPromotion(units: readonly PlanUnit[], options: PromoteOptions): Plan {
  const changes: UnitChange[] = [];
  const creates: NewUnit[] = [];
  const notes: PlanNote[] = [];
  const children = Map.groupBy(units, (u) => u.parent ?? '');
  const gradesOf = Map.groupBy(
    units.filter((u) => u.kind === 'grade' && u.school !== null),
    (u) => u.school!,
  );
  const year = Number(options.effectiveOn.slice(0, 4));
  for (const school of units.filter((u) => u.role === 'institution')) {
    // A second promotion in the year would take every pupil up two grades.
    if ((gradesOf.get(school.id) ?? []).some((g) => Number(g.attributes.entryYear) === year)) {
      notes.push(note('already-promoted', school));
      continue;
    }
    const grades = (gradesOf.get(school.id) ?? []).map((unit) => ({
      unit,
      number: gradeNumber(school.kind, unit.name, unit.attributes.grade),
    }));
    for (const { unit, number } of grades) if (number === undefined) notes.push(note('grade-unknown', unit));
    const known = grades.filter((g) => g.number !== undefined) as { unit: PlanUnit; number: number }[];
    const ladder = ladderOf(
      school.kind,
      school.attributes.stage,
      known.map((g) => g.number),
    );
    if (!ladder) {
      if (grades.length > 0) notes.push(note('no-rung', school));
      continue;
    }
    for (const { unit, number } of known) promote(unit, number, ladder, school.kind);
    if (options.createFirst) first(school, known, ladder);
  }
  return { changes, creates, notes };

  function promote(grade: PlanUnit, number: number, ladder: readonly Rung[], schoolKind: string): void {
    const at = ladder.findIndex((r) => r.grade === number);
    const from = ladder[at];
    const to = ladder[at + 1];
    const classes = children.get(grade.id) ?? [];
    if (!from) {
      notes.push(note('grade-unknown', grade));
    } else if (!to) {
      for (const unit of [grade, ...classes]) changes.push({ unit: unit.id, close: true });
    } else {
      // 高一 follows 九年级 in a school that has both: the names differ, the cohort goes on.
      for (const unit of [grade, ...classes]) {
        const name = renameUp(unit.name, from, to);
        if (name === undefined && schoolKind !== 'college') notes.push(note('name-kept', unit));
        changes.push({ unit: unit.id, ...(name !== undefined && { name }), attributes: { grade: to.grade } });
      }
    }
  }

  function first(
    school: PlanUnit,
    grades: readonly { unit: PlanUnit; number: number }[],
    ladder: readonly Rung[],
  ): void {
    const rung = ladder[0]!;
    // One first grade wherever the school has one now (each campus its own), else directly below the school.
    const present = grades.filter((g) => g.number === rung.grade).map((g) => g.unit);
    const parents = present.length > 0 ? present.map((g) => g.parent!) : grades.length > 0 ? [school.id] : [];
    parents.forEach((parentId, i) => {
      const now = present[i] ? (children.get(present[i].id) ?? []).filter((c) => c.kind === 'class') : [];
      const code = `${school.code}-${year}${i > 0 ? `-${i + 1}` : ''}`;
      const common = { openedOn: options.effectiveOn, attributes: { grade: rung.grade, entryYear: year } };
      creates.push({ ...common, code, kind: 'grade', name: rung.name, parentId, sort: -year });
      const count = options.newClasses[school.id] ?? now.length;
      for (let n = 1; n <= count; n++) {
        creates.push({
          ...common,
          code: `${code}-${String(n).padStart(2, '0')}`,
          kind: 'class',
          name: className(rung, n, now[0]?.name),
          parentCode: code,
          sort: n,
        });
      }
    });
  }
}

const note = (code: PlanNote['code'], unit: PlanUnit): PlanNote => ({ code, unit: unit.id, name: unit.name });

/** In the way the school already writes its class names: 一(3)班, 一年级3班. */
function className(rung: Rung, n: number, pattern: string | undefined): string {
  const numbered = pattern !== undefined && /\d/.test(pattern);
  const ours = pattern?.startsWith(rung.name) || pattern?.startsWith(rung.short);
  return numbered && ours ? pattern.replace(/\d+/, String(n)) : `${rung.name}${n}班`;
}
