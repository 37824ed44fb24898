import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { squeeze } from '../../../kernel/sheet/clean.ts';
import { type ClassKey, type Grade, levelsOf, readClass, readGrade } from '../values/className.ts';

/** A unit that people can be placed at, or that leads to one. */
export interface Place {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly role: string;
  readonly parentId: string | null;
  readonly parentName: string | null;
  readonly areaId: string;
  readonly schoolId: string | null;
  readonly lineage: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Names compare without spaces and in half-width; 云川市第一小学(东校区) = 云川市第一小学（东校区）. */
export const nameKey = (name: string): string => squeeze(name).toLowerCase();

async function read(tx: Tx, where: ReturnType<typeof sql>): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select u.id, u.code, u.kind, u.name, k.role, u.parent_id as "parentId", p.name as "parentName",
      u.area_id as "areaId", u.school_id as "schoolId", u.lineage::text[] as lineage, u.attributes
    from org.unit u join org.unit_kind k on k.code = u.kind left join org.unit p on p.id = u.parent_id
    where u.closed_on is null and ${where} order by k.level, u.sort, u.id`.execute(tx);
  return rows;
}

/** Units below the scope ('*' = everywhere). */
const within = (scope: readonly string[] | '*'): ReturnType<typeof sql> =>
  scope === '*' ? sql`true` : sql`u.lineage && ${scope}::bigint[]`;

/** Schools and other institutions of the scope; with `regions` also the authorities, which have staff of their own. */
export const readInstitutions = (
  tx: Tx,
  scope: readonly string[] | '*',
  regions: boolean,
): Promise<readonly Place[]> =>
  read(tx, sql`k.role = any(${regions ? ['institution', 'region'] : ['institution']}) and ${within(scope)}`);

export const readPlace = async (tx: Tx, id: string): Promise<Place | null> =>
  (await read(tx, sql`u.id = ${id}::bigint`))[0] ?? null;

export const readPlaceByCode = async (tx: Tx, code: string): Promise<Place | null> =>
  (await read(tx, sql`upper(u.code) = upper(${code.trim()})`))[0] ?? null;

/** Everything inside institutions, and the offices directly at authorities. */
export const readInside = (tx: Tx, institutionIds: readonly string[]): Promise<readonly Place[]> =>
  read(
    tx,
    sql`(u.school_id = any(${institutionIds}::bigint[]) or (u.parent_id = any(${institutionIds}::bigint[]) and k.role = 'group'))
      and k.role in ('division', 'group')`,
  );

const gradeOf = (place: Place): Grade => {
  const { grade } = place.attributes;
  const kinder = place.parentName !== null && /^[托小中大]班/.test(place.parentName) ? 'K' : 'G';
  if (typeof grade === 'number')
    return { level: `${/^[托小中大]\d?.*班/.test(place.name) ? 'K' : kinder}${grade}` };
  return (place.parentName && readGrade(place.parentName)) || {};
};

/** What a class on record is known as: by its own name, its grade above, its attributes. */
export function keyOf(place: Place): ClassKey {
  const own =
    readClass(place.name, place.parentName && readGrade(place.parentName) ? place.parentName : '') ?? {};
  const above = gradeOf(place);
  const level = above.level ?? own.level;
  const entryYear = own.entryYear ?? above.entryYear;
  const number = place.attributes.number;
  const no = own.no ?? (typeof number === 'number' ? String(number) : undefined);
  return { ...(level && { level }), ...(entryYear && { entryYear }), ...(no && { no }) };
}

/** The classes of one school, to be found by name or by grade and number. */
export class ClassIndex {
  readonly classes: readonly Place[];
  readonly #keys: readonly ClassKey[];
  readonly #schoolYear: number;

  constructor(classes: readonly Place[], schoolYear: number) {
    this.classes = classes;
    this.#schoolYear = schoolYear;
    this.#keys = classes.map(keyOf);
  }

  /** The classes that a text can mean: those of that very name, else those of that grade and number. */
  find(text: string, gradeText: string | undefined): readonly Place[] {
    const names = [nameKey(text), nameKey(`${gradeText ?? ''}${text}`)];
    const grade = gradeText ? readGrade(gradeText) : null;
    const named = this.classes.filter((c) => names.includes(nameKey(c.name)));
    const fitting = grade ? named.filter((c) => this.#fits(keyOf(c), grade)) : named;
    if (fitting.length > 0) return fitting;
    const key = readClass(text, gradeText ?? '');
    if (!key || (key.no === undefined && key.level === undefined)) return [];
    return this.classes.filter((_, i) => this.#keys[i]!.no === key.no && this.#fits(this.#keys[i]!, key));
  }

  /** Can the two grades be the same in this school year? A class number alone fits every grade. */
  #fits(a: Grade, b: Grade): boolean {
    if (b.level === undefined && b.entryYear === undefined) return true;
    if (a.entryYear !== undefined && a.entryYear === b.entryYear) return true;
    const levels = levelsOf(b, this.#schoolYear);
    return levelsOf(a, this.#schoolYear).some((l) => levels.includes(l));
  }
}
