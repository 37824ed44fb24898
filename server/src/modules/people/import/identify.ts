import type { Values } from './draft.ts';
import type { Known, KnownIndex } from './existing.ts';

export type Identified =
  | { readonly person: Known | null }
  | { readonly field: string; readonly code: 'number-taken' | 'match-ambiguous'; readonly count?: number };

const agree = (a: string | null | undefined, b: string | null | undefined): boolean => !a || !b || a === b;

/**
 * Who a row is about: by identity number, then student number, then name. By name alone only within the same class (or,
 * with equal birth dates, the same school), and never against a number that says otherwise: two children of one name
 * must not become one. Pure.
 */
export function identify(
  kind: 'student' | 'staff',
  values: Values,
  idHash: string | undefined,
  place: { readonly unitId: string; readonly schoolId: string | null },
  index: KnownIndex,
): Identified {
  const byId = idHash === undefined ? undefined : index.byId(idHash);
  const byNumber =
    values.studentNo === undefined ? undefined : index.byNumber(place.schoolId, values.studentNo);
  if (byId && byNumber && byId.id !== byNumber.id) return { field: 'studentNo', code: 'number-taken' };
  if (byId) return { person: byId };
  if (byNumber) {
    const other = !agree(byNumber.idHash, idHash) || byNumber.name !== values.name;
    return other ? { field: 'studentNo', code: 'number-taken' } : { person: byNumber };
  }
  const candidates = index
    .named(place.schoolId, values.name ?? '')
    .filter(
      (p) =>
        p.kind === kind &&
        agree(p.idHash, idHash) &&
        agree(p.studentNo, values.studentNo) &&
        agree(p.birthDate, values.birthDate) &&
        agree(p.sex, values.sex) &&
        (p.unitId === place.unitId || (p.birthDate !== null && p.birthDate === values.birthDate)),
    );
  const here = candidates.filter((p) => p.unitId === place.unitId);
  const found = here.length > 0 ? here : candidates;
  if (found.length > 1) return { field: 'name', code: 'match-ambiguous', count: found.length };
  return { person: found[0] ?? null };
}
