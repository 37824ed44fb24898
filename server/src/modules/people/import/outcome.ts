import type { ImportCounts, RowAction } from '@lianfang/contract/people.import';
import type { SheetPlan } from './draft.ts';
import type { KeptRow } from './present.ts';

export interface Move {
  readonly sheet: string;
  readonly row: number;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}
export interface AcceptedRow {
  readonly sheet: string;
  readonly row: number;
  readonly action: RowAction;
}

/** What an import would do or did, in no language. */
export interface Outcome {
  readonly format: string;
  readonly encoding: string | null;
  readonly sheets: readonly SheetPlan[];
  readonly counts: ImportCounts;
  readonly accepted: readonly AcceptedRow[];
  readonly rejected: readonly KeptRow[];
  readonly newClasses: readonly string[];
  readonly moves: readonly Move[];
  /** Counts by area, for the audit of each. */
  readonly areas: readonly string[];
}
