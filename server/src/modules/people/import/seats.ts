import { type ClassKey, className, levelsOf, readClass, readGrade } from '../values/className.ts';
import type { Draft, Fault } from './draft.ts';
import { ClassIndex, nameKey, type Place } from './places.ts';

/** A class the list names and the school does not have yet. */
export interface NewClass {
  /** Unique within an import. */
  readonly key: string;
  readonly school: Place;
  readonly name: string;
  readonly grade: ClassKey;
}

export type Seat =
  | { readonly place: Place; readonly newClass: null; readonly office: string | null }
  | { readonly place: null; readonly newClass: NewClass; readonly office: null }
  | {
      readonly field: string;
      readonly code: Fault['code'];
      readonly params: Fault['params'];
      readonly value: string;
    };

/** The school year that a date falls in, by the year of its September. */
export const schoolYearOf = (date: string): number =>
  Number(date.slice(0, 4)) - (date.slice(5, 7) < '08' ? 1 : 0);

/** Where in a school people belong: classes for pupils, departments and offices for staff. */
export class Seats {
  readonly #inside: ReadonlyMap<string, readonly Place[]>;
  readonly #classes: ReadonlyMap<string, ClassIndex>;
  readonly #given: Place | null;
  readonly #create: boolean;
  readonly #schoolYear: number;
  readonly #made = new Map<string, NewClass>();

  constructor(
    inside: readonly Place[],
    schools: ReadonlyMap<string, Place>,
    context: { readonly given: Place | null; readonly createClasses: boolean; readonly today: string },
  ) {
    this.#schoolYear = schoolYearOf(context.today);
    this.#inside = Map.groupBy(inside, (p) => p.schoolId ?? p.parentId ?? '');
    const classes = (id: string): Place[] => (this.#inside.get(id) ?? []).filter((p) => p.kind === 'class');
    this.#classes = new Map(
      [...schools.keys()].map((id) => [id, new ClassIndex(classes(id), this.#schoolYear)]),
    );
    this.#given = context.given?.role === 'group' ? context.given : null;
    this.#create = context.createClasses;
  }

  get newClasses(): readonly NewClass[] {
    return [...this.#made.values()];
  }

  /** `sheetClass`: the class that title or sheet name speak of, for rows without one. */
  find(kind: 'student' | 'staff', draft: Draft, school: Place, sheetClass: string | null): Seat {
    return kind === 'staff' ? this.#office(draft, school) : this.#class(draft, school, sheetClass);
  }

  dormitory(schoolId: string, text: string): string | null {
    const dorms = (this.#inside.get(schoolId) ?? []).filter((p) => p.kind === 'dormitory');
    const key = nameKey(text);
    const found = dorms.filter((d) => key === nameKey(d.name) || key.startsWith(nameKey(d.name)));
    return found.length === 1 ? found[0]!.id : null;
  }

  #class(draft: Draft, school: Place, sheetClass: string | null): Seat {
    const { className: own, grade } = draft.values;
    if (own === undefined && this.#given) return { place: this.#given, newClass: null, office: null };
    const text = own ?? sheetClass;
    const fail = (field: string, code: Fault['code'], params: Fault['params'] = {}): Seat => ({
      field,
      code,
      params,
      value: field === 'grade' ? (grade ?? '') : (text ?? ''),
    });
    if (text === null)
      return fail(
        'className',
        draft.faults.some((f) => f.field === 'className') ? 'class-unclear' : 'missing',
      );
    const key = readClass(text, grade ?? '');
    if (own !== undefined && grade !== undefined && key && this.#contradicts(key, grade))
      return fail('grade', 'grade-conflict');
    const index = this.#classes.get(school.id)!;
    const found = index.find(text, own === undefined ? undefined : grade);
    if (found.length === 1) return { place: found[0]!, newClass: null, office: null };
    if (found.length > 1) {
      return fail('className', 'class-ambiguous', {
        count: found.length,
        classes: found
          .map((c) => c.name)
          .slice(0, 4)
          .join('、'),
      });
    }
    const known =
      key !== null && (key.level !== undefined || key.entryYear !== undefined) && key.no !== undefined;
    const named = !key && /班$/.test(text) && (school.kind === 'kindergarten' || grade !== undefined);
    if (!known && !named)
      return fail('className', index.classes.length > 0 && key ? 'class-unknown' : 'class-unclear', {
        school: school.name,
      });
    // The first list of a school makes its classes; later an unknown one is a slip of the pen, unless said otherwise.
    if (index.classes.length > 0 && !this.#create)
      return fail('className', 'class-unknown', { school: school.name });
    return {
      place: null,
      newClass: this.#new(school, text, key ?? { ...(grade ? readGrade(grade) : {}) }),
      office: null,
    };
  }

  #contradicts(key: ClassKey, grade: string): boolean {
    const column = readGrade(grade);
    if (!column || (key.level === undefined && key.entryYear === undefined)) return false;
    const levels = levelsOf(column, this.#schoolYear);
    return (
      !levelsOf(key, this.#schoolYear).some((l) => levels.includes(l)) && key.entryYear !== column.entryYear
    );
  }

  #new(school: Place, text: string, grade: ClassKey): NewClass {
    const name = grade.no === undefined ? text : className(grade);
    const key = `${school.id}\0${nameKey(name)}`;
    const made = this.#made.get(key) ?? { key, school, name, grade };
    this.#made.set(key, made);
    return made;
  }

  #office(draft: Draft, school: Place): Seat {
    const text = draft.values.office;
    if (text === undefined) return { place: this.#given ?? school, newClass: null, office: null };
    const places = (this.#inside.get(school.id) ?? []).filter(
      (p) => p.kind !== 'class' && p.kind !== 'grade',
    );
    const found = places.filter((p) => nameKey(p.name) === nameKey(text));
    if (found.length === 1) return { place: found[0]!, newClass: null, office: null };
    return { place: this.#given ?? school, newClass: null, office: text };
  }
}
