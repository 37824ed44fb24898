import type { SchemaFault } from './fault.ts';

/** Faults that say "this is not the alternative you meant": another literal, or another type altogether. */
const isOtherKind = (fault: SchemaFault, at: string): boolean =>
  fault.keyword === 'const' || (fault.keyword === 'type' && fault.instancePath === at);

const within = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}/`);

/** The faults of the alternative that was meant: the one whose literals and type fit, then the one least wrong. */
function meant(alternatives: readonly (readonly SchemaFault[])[], at: string): readonly SchemaFault[] {
  const strange = alternatives.map((faults) => faults.filter((f) => isOtherKind(f, at)).length);
  const best = Math.min(...strange);
  const fitting = alternatives.filter((_, i) => strange[i] === best);
  const literal = fitting[0]?.find((f) => f.keyword === 'const');
  // None of the literals: one of them was to be chosen, and the rest cannot be judged.
  if (best > 0 && literal) return [literal];
  return fitting.reduce((least, faults) => (faults.length < least.length ? faults : least));
}

/**
 * A value that fits no alternative of a union is reported by the validator once for each alternative. Keeps what
 * it says of the one that was meant.
 */
export function withoutUnions(faults: readonly SchemaFault[]): readonly SchemaFault[] {
  const unions = faults.filter((f) => f.keyword === 'anyOf');
  if (unions.length === 0) return faults;
  const union = unions.reduce((outer, f) => (f.schemaPath.length < outer.schemaPath.length ? f : outer));
  const inside = (f: SchemaFault) =>
    within(f.instancePath, union.instancePath) && f.schemaPath.startsWith(`${union.schemaPath}/`);
  const at = union.schemaPath.length + 1;
  const alternatives = Object.values(
    Object.groupBy(faults.filter(inside), (f) => f.schemaPath.slice(at).split('/', 1)[0]!),
  ).map((list) => list ?? []);
  const others = faults.filter((f) => f !== union && !inside(f));
  const kept = alternatives.length > 0 ? meant(alternatives, union.instancePath) : [];
  return withoutUnions([...others, ...kept]);
}
