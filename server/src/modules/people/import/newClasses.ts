import type { Tx } from '../../../kernel/db.ts';
import { createUnits, type ListOrigin, type NewUnit, recordMade } from '../../org/index.ts';
import { gradeName } from '../values/className.ts';
import { keyOf, type Place, readInside } from './places.ts';
import type { NewClass } from './seats.ts';

/** Makes the classes that the list names and the school lacks, with their grades; returns places by class key. */
export async function makeClasses(
  tx: Tx,
  wanted: readonly NewClass[],
  origin: ListOrigin,
): Promise<Map<string, Place>> {
  const { today } = origin;
  const schools = [...new Set(wanted.map((c) => c.school.id))];
  const inside = await readInside(tx, schools);
  const grades = new Map<string, string>();
  for (const p of inside.filter((x) => x.kind === 'grade')) {
    const key = keyOf({ ...p, parentName: p.name });
    if (key.level) grades.set(`${p.schoolId}\0${key.level}`, p.id);
    if (key.entryYear) grades.set(`${p.schoolId}\0${key.entryYear}`, p.id);
  }
  const gradeKey = ({ school, grade }: NewClass): string => `${school.id}\0${grade.level ?? grade.entryYear}`;
  const attributes = ({ grade }: NewClass) => ({
    ...(grade.level && { grade: Number(grade.level.slice(1)) }),
    ...(grade.entryYear && { entryYear: grade.entryYear }),
  });
  const missing = new Map(
    wanted
      .filter((c) => (c.grade.level ?? c.grade.entryYear) !== undefined && !grades.has(gradeKey(c)))
      .map((c) => [gradeKey(c), c]),
  );
  const newGrades = [...missing.values()].map(
    (c): NewUnit => ({
      kind: 'grade',
      name: gradeName(c.grade),
      parentId: c.school.id,
      openedOn: today,
      sort: attributes(c).grade ?? 0,
      attributes: attributes(c),
    }),
  );
  const madeGrades = await createUnits(tx, newGrades, today);
  [...missing.keys()].forEach((key, i) => {
    grades.set(key, madeGrades[i]!.id);
  });
  const made = await createUnits(
    tx,
    wanted.map((c) => {
      const number = Number(c.grade.no);
      return {
        kind: 'class',
        name: c.name,
        parentId: grades.get(gradeKey(c)) ?? c.school.id,
        openedOn: today,
        sort: number || 0,
        attributes: { ...attributes(c), ...(number > 0 && { number }) },
      };
    }),
    today,
  );
  await recordMade(
    tx,
    [...madeGrades, ...made].map((u) => u.id),
    origin,
  );
  const places = new Map((await readInside(tx, schools)).map((p) => [p.id, p]));
  return new Map(wanted.map((c, i) => [c.key, places.get(made[i]!.id)!]));
}
