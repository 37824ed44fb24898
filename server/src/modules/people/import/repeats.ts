import type { ImportKind } from '@lianfang/contract/people.import';
import { maskId } from '../values/phone.ts';
import type { Draft, Fault, SheetPlan } from './draft.ts';

const KEYS: readonly ('idNumber' | 'studentNo' | 'code')[] = ['idNumber', 'studentNo', 'code'];

const same = (a: Draft, b: Draft): boolean =>
  JSON.stringify(Object.entries(a.values).sort()) === JSON.stringify(Object.entries(b.values).sort());

/** People without any number, told apart by name, birth date and place within the file. */
const placeKey = ({ values: v }: Draft, sheet: number): string =>
  [
    v.name,
    v.birthDate ?? '',
    v.schoolCode ?? v.schoolName ?? '',
    v.grade ?? '',
    v.className ?? v.office ?? sheet,
  ].join('\0');

/**
 * Marks rows that repeat an earlier one of the file: the same number, or without numbers the same name and place.
 * The earlier row stands; the later one is refused and points to it.
 */
export function markRepeats(kind: ImportKind, drafts: readonly Draft[], sheets: readonly SheetPlan[]): void {
  if (kind === 'calendar') return; // a day is told apart by its calendar too: calendarPlan.ts
  const plans = new Map(sheets.map((s) => [s.index, s]));
  const seen = new Map<string, Draft>();
  const refuse = (draft: Draft, field: string, code: Fault['code'], earlier: Draft, value: string): void => {
    const column = plans.get(draft.sheet)?.columns.find((c) => c.field === field);
    const where =
      earlier.sheet === draft.sheet ? earlier.row : `${plans.get(earlier.sheet)?.name}!${earlier.row}`;
    draft.faults.push({
      column: column?.column ?? null,
      heading: column?.heading || null,
      field,
      value,
      code,
      params: { row: where },
    });
  };
  for (const draft of drafts) {
    const { values } = draft;
    const keyed = KEYS.filter((k) => values[k] !== undefined);
    let repeated = false;
    for (const key of keyed) {
      const id = `${key}\0${values[key]}`;
      const earlier = seen.get(id);
      if (!earlier) seen.set(id, draft);
      else if (!repeated) {
        repeated = true;
        const shown = key === 'idNumber' ? maskId(values[key]!) : values[key]!;
        refuse(draft, key, same(earlier, draft) ? 'duplicate-row' : 'duplicate-in-file', earlier, shown);
      }
    }
    if (keyed.length > 0 || values.name === undefined || draft.faults.length > 0) continue;
    const id =
      kind === 'units'
        ? `unit\0${values.name}\0${values.parentCode ?? values.parentName ?? ''}\0${values.grade ?? ''}`
        : placeKey(draft, draft.sheet);
    const earlier = seen.get(id);
    if (!earlier) seen.set(id, draft);
    else
      refuse(
        draft,
        'name',
        same(earlier, draft) ? 'duplicate-row' : 'duplicate-person',
        earlier,
        values.name,
      );
  }
}
