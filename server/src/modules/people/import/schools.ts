import { clean } from '../../../kernel/sheet/clean.ts';
import type { Fault, SheetPlan, Values } from './draft.ts';
import { nameKey, type Place } from './places.ts';

export type SchoolFound =
  | { readonly school: Place }
  | {
      readonly field: string;
      readonly code: Fault['code'];
      readonly params?: Fault['params'];
      readonly value: string;
    };

/** Finds the institution that a row is about. */
export class SchoolFinder {
  readonly #all: readonly Place[];
  readonly #byCode: ReadonlyMap<string, Place>;
  readonly #byName: ReadonlyMap<string, readonly Place[]>;
  /** Where the user said whose list it is. */
  readonly #given: Place | null;

  constructor(institutions: readonly Place[], given: Place | null) {
    this.#all = institutions;
    this.#given = given;
    this.#byCode = new Map(institutions.map((p) => [p.code.toUpperCase(), p]));
    this.#byName = Map.groupBy(institutions, (p) => nameKey(p.name));
  }

  /** By code, by name (whole, or the only one that ends so), by the title of the sheet, by what the user said. */
  find(values: Values, sheet: SheetPlan | undefined): SchoolFound {
    if (values.schoolCode !== undefined) {
      const school = this.#byCode.get(values.schoolCode);
      if (school) return { school };
      if (values.schoolName === undefined)
        return { field: 'schoolCode', code: 'school-unknown', value: values.schoolCode };
    }
    if (values.schoolName !== undefined) return this.#named(values.schoolName);
    const titled = this.#titled(sheet);
    if (titled) return { school: titled };
    if (this.#given && this.#given.role !== 'region') return { school: this.#given };
    if (this.#all.length === 1) return { school: this.#all[0]! };
    if (this.#given && this.#all.some((p) => p.id === this.#given!.id)) return { school: this.#given };
    return { field: 'schoolName', code: 'school-needed', value: '' };
  }

  #named(name: string): SchoolFound {
    const key = nameKey(name);
    const exact = this.#byName.get(key) ?? [];
    const found =
      exact.length > 0 ? exact : this.#all.filter((p) => key.length >= 3 && nameKey(p.name).endsWith(key));
    if (found.length === 1) return { school: found[0]! };
    return found.length === 0
      ? { field: 'schoolName', code: 'school-unknown', value: name }
      : { field: 'schoolName', code: 'school-ambiguous', params: { count: found.length }, value: name };
  }

  /** The longest name of a school that a title above the headings, or the name of the sheet, contains. */
  #titled(sheet: SheetPlan | undefined): Place | null {
    if (!sheet) return null;
    const text = [...sheet.titles, sheet.name].map((t) => nameKey(clean(t))).join('\n');
    const inside = this.#all.filter((p) => p.role === 'institution' && text.includes(nameKey(p.name)));
    return inside.toSorted((a, b) => b.name.length - a.name.length)[0] ?? null;
  }
}
