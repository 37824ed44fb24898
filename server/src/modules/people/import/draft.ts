import type { ImportColumn, ImportKind } from '@lianfang/contract/people.import';
import type { RowProblemCode } from '@lianfang/contract/people.rows';

/** One thing wrong with a row, in no language yet. */
export interface Fault {
  readonly column: string | null;
  readonly heading: string | null;
  readonly field: string | null;
  /** What the cell shows, masked. */
  readonly value: string;
  readonly code: RowProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Read values by field; a field that is absent was empty or has no column: what is on record stays. */
export interface Values {
  readonly name?: string;
  readonly sex?: 'male' | 'female';
  readonly birthDate?: string;
  readonly idNumber?: string;
  /** True where the document is not a citizen's card (no GB 11643 check). */
  readonly otherDocument?: boolean;
  readonly studentNo?: string;
  readonly schoolCode?: string;
  readonly schoolName?: string;
  readonly grade?: string;
  readonly className?: string;
  readonly boarder?: boolean;
  readonly dormitory?: string;
  readonly guardianName?: string;
  readonly guardianPhone?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly office?: string;
  readonly position?: string;
  readonly code?: string;
  readonly kind?: string;
  readonly parentCode?: string;
  readonly parentName?: string;
  readonly territoryName?: string;
  readonly stage?: string;
  readonly boarding?: string;
  /** Of a calendar: a day, or the first and last of several; or a term with its first and last. */
  readonly term?: string;
  readonly date?: string;
  readonly until?: string;
  readonly open?: string;
  readonly reason?: string;
  readonly calendar?: string;
  readonly first?: string;
  readonly last?: string;
  readonly setBy?: string;
}

/** One row of a list, read. */
export interface Draft {
  readonly sheet: number;
  /** As the user sees it in Excel. */
  readonly row: number;
  readonly values: Values;
  readonly faults: Fault[];
}

/** A sheet as recognised: what the user is shown, and the texts above the headings that may name school or class. */
export interface SheetPlan {
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
  readonly used: boolean;
  readonly why: string | null;
  readonly headerRows: [number, number] | null;
  readonly columns: ImportColumn[];
  readonly titles: readonly string[];
  readonly className: string | null;
  readonly rows: number;
  readonly hiddenRows: number;
  readonly skipped: { row: number; why: string; text: string }[];
}

/** Everything that can be said of a file without the database. */
export interface Analysis {
  readonly kind: ImportKind;
  readonly format: string;
  readonly encoding: string | null;
  readonly sheets: readonly SheetPlan[];
  readonly drafts: readonly Draft[];
}

/** A fault at the column of a field, found later than reading. */
export function faultAt(
  analysis: Analysis,
  draft: Draft,
  field: string,
  code: RowProblemCode,
  params: Fault['params'] = {},
  value = '',
): Fault {
  const column = analysis.sheets.find((s) => s.index === draft.sheet)?.columns.find((c) => c.field === field);
  return { column: column?.column ?? null, heading: column?.heading || null, field, value, code, params };
}
