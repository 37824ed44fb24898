import type { DayChange, TermChange } from '../../org/index.ts';
import type { Fault } from './draft.ts';

/** What a row comes to: nothing, changes, or a fault at one of its fields. */
export type RowVerdict =
  | { readonly days?: readonly DayChange[]; readonly term?: TermChange }
  | { readonly field: string; readonly code: Fault['code']; readonly params?: Fault['params'] };

/** Whose setting a row speaks of, by the column “set by”: this unit's, one's above, or a stranger's. */
export type Setter = { readonly here: boolean; readonly unitId: string | null };
