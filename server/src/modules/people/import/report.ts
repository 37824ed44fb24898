import type { ImportCounts, ImportKind, ImportMode, RejectedRow } from '@lianfang/contract/people.import';
import type { Lang } from '../../../kernel/problem.ts';
import type { AcceptedRow, Outcome } from './outcome.ts';
import { presentRow } from './present.ts';

/** What `lianfang import --json` says of one rejected row; the first problem also stands at the top level. */
export interface ReportedRow extends RejectedRow {
  readonly column: string | null;
  readonly heading: string | null;
  readonly value: string;
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

export interface FileReport {
  readonly file: string;
  /**
   * applied: written · checked: --dry-run · rejected: rows at fault and mode all, nothing written · refused: the file
   * as a whole cannot be read as such a list.
   */
  readonly state: 'applied' | 'checked' | 'rejected' | 'refused';
  readonly refusal: { readonly code: string; readonly message: string } | null;
  readonly format: string | null;
  readonly encoding: string | null;
  readonly sheets: readonly {
    readonly name: string;
    readonly used: boolean;
    readonly why: string | null;
    readonly headerRows: readonly number[] | null;
    readonly columns: Readonly<
      Record<string, { readonly heading: string; readonly field: string | null; readonly confidence: number }>
    >;
    readonly skipped: readonly { readonly row: number; readonly why: string; readonly text: string }[];
  }[];
  readonly counts: ImportCounts & { readonly accepted: number };
  readonly newClasses: readonly string[];
  readonly accepted: readonly AcceptedRow[];
  readonly rejected: readonly ReportedRow[];
}

export interface Report {
  readonly kind: 'units' | 'staff' | 'pupils' | 'calendar';
  readonly mode: ImportMode;
  readonly dryRun: boolean;
  /** True where every row of every file was accepted. */
  readonly ok: boolean;
  readonly files: readonly FileReport[];
}

const NO_COUNTS: ImportCounts = {
  rows: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  moved: 0,
  returned: 0,
  rejected: 0,
};

export function refusedReport(file: string, code: string, message: string): FileReport {
  return {
    file,
    state: 'refused',
    refusal: { code, message },
    format: null,
    encoding: null,
    sheets: [],
    counts: { ...NO_COUNTS, accepted: 0 },
    newClasses: [],
    accepted: [],
    rejected: [],
  };
}

export function fileReport(
  file: string,
  state: FileReport['state'],
  outcome: Outcome,
  lang: Lang,
): FileReport {
  const { counts } = outcome;
  return {
    file,
    state,
    refusal: null,
    format: outcome.format,
    encoding: outcome.encoding,
    sheets: outcome.sheets.map((s) => ({
      name: s.name,
      used: s.used,
      why: s.why,
      headerRows: s.headerRows,
      columns: Object.fromEntries(
        s.columns.map(({ column, heading, field, confidence }) => [column, { heading, field, confidence }]),
      ),
      skipped: s.skipped,
    })),
    counts: { ...counts, accepted: counts.rows - counts.rejected },
    newClasses: outcome.newClasses,
    accepted: outcome.accepted,
    rejected: outcome.rejected.map((row) => {
      const shown = presentRow(row, lang);
      const { column, heading, value, code, reason, remedy } = shown.problems[0]!;
      return { ...shown, column, heading, value, code, reason, remedy };
    }),
  };
}

export const kindOf = (word: string): ImportKind | null =>
  (
    ({
      units: 'units',
      staff: 'staff',
      pupils: 'students',
      students: 'students',
      calendar: 'calendar',
    }) as const
  )[word as 'units'] ?? null;
