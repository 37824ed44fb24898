import { type CalendarBook, schoolYear } from '../../org/index.ts';
import type { RowVerdict, Setter } from './calendarVerdict.ts';
import type { Draft } from './draft.ts';
import { nameKey, type Place } from './places.ts';

interface Dated {
  readonly id: string | null;
  readonly name: string;
  readonly first: string;
  readonly last: string;
}

/** A list of terms may also say 开始日期 and 结束日期, like a list of days. */
const termOf = ({ values: v }: Draft): Dated => ({
  id: null,
  name: v.term!,
  first: v.first ?? v.date!,
  last: v.last ?? v.until!,
});
const meet = (a: Dated, b: Dated): boolean => a.first <= b.last && b.first <= a.last;
const alike = (a: Dated, b: Dated): boolean =>
  nameKey(a.name) === nameKey(b.name) && a.first === b.first && a.last === b.last;
const sameYear = (a: Dated, b: Dated): boolean =>
  nameKey(a.name) === nameKey(b.name) && schoolYear(a.first) === schoolYear(b.first);

/** Decides the rows that speak of terms. `rows` are all of the list: each may take up one term on record. */
export class CalendarTerms {
  readonly #book: CalendarBook;
  readonly #today: string;
  readonly #own: readonly Dated[];
  /** The unit's terms as the list will leave them, as far as it has been read. */
  #after: readonly Dated[];
  /** Which term on record a row is about. */
  readonly #match = new Map<Draft, Dated>();

  constructor(book: CalendarBook, unit: Place, today: string, rows: readonly Draft[]) {
    this.#book = book;
    this.#today = today;
    this.#own = book.terms.filter((t) => t.unitId === unit.id);
    const free = new Set(this.#own);
    const take = (fits: (a: Dated, b: Dated) => boolean): void => {
      for (const row of rows.filter((r) => !this.#match.has(r))) {
        const found = [...free].filter((t) => fits(t, termOf(row)));
        if (found.length !== 1) continue;
        this.#match.set(row, found[0]!);
        free.delete(found[0]!);
      }
    };
    // The surest first: the same, then of that name in that school year, then of about those days.
    for (const fits of [alike, sameYear, meet]) take(fits);
    this.#after = this.#own.filter((t) => free.has(t));
  }

  decide(draft: Draft, setter: Setter): RowVerdict {
    const verdict = this.#verdict(draft, setter);
    const before = this.#match.get(draft);
    // A row that is refused leaves the term on record where it was.
    if ('code' in verdict && before) this.#after = [...this.#after, before];
    return verdict;
  }

  #verdict(draft: Draft, setter: Setter): RowVerdict {
    const term = termOf(draft);
    if (!setter.here) {
      const there = this.#book.terms.some((t) => t.unitId === setter.unitId && alike(t, term));
      return there ? {} : { field: 'setBy', code: 'calendar-elsewhere' };
    }
    const before = this.#match.get(draft);
    if (term.last < term.first) return { field: 'last', code: 'span-reversed' };
    if ([...term.name].length > 60) return { field: 'term', code: 'too-long', params: { most: 60 } };
    if (before && alike(before, term) && before.name === term.name) {
      this.#after = [...this.#after, term];
      return {};
    }
    if (term.last < this.#today || (before && before.last < this.#today))
      return { field: 'last', code: 'term-over' };
    const other = this.#after.find((t) => meet(t, term));
    if (other) return { field: 'first', code: 'term-overlap', params: { term: other.name } };
    this.#after = [...this.#after, term];
    const { name, first, last } = term;
    return {
      term: {
        id: before?.id ?? null,
        before: before ? { name: before.name, first: before.first, last: before.last } : null,
        after: { name, first, last },
      },
    };
  }
}
