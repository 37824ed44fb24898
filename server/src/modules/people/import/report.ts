import type { ImportCounts, ImportKind, ImportMode, RejectedRow } from '@lianfang/contract/people.import';
import type { Lang } from '../../../kernel/problem.ts';
import { presentRow, sentence } from './present.ts';
import type { AcceptedRow, Outcome } from './run.ts';

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
  readonly kind: 'units' | 'staff' | 'pupils';
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

/** 3, 4, 5, 9 → 3–5, 9. */
function ranges(rows: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const row of rows.toSorted((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else parts.push([row, row]);
  }
  return parts.map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`)).join(', ');
}

const WORDS = {
  zh: {
    new: '新增',
    changed: '更新',
    unchanged: '无变化',
    moved: '调班(转入)',
    returned: '恢复在册',
    rejected: '不能导入',
    row: '第',
    rowEnd: '行',
    remedy: '改正',
    applied: '已导入',
    checked: '仅核对,未写入',
    'rejected-state': '有行不能导入,未写入任何一行(可用 --mode good 只导入正确的行)',
    refused: '不能读取',
    newClasses: '新建班级',
    ignored: '未用的列',
    skipped: '未计的行',
  },
  en: {
    new: 'new',
    changed: 'changed',
    unchanged: 'unchanged',
    moved: 'moved',
    returned: 'returned',
    rejected: 'rejected',
    row: 'row ',
    rowEnd: '',
    remedy: 'remedy',
    applied: 'imported',
    checked: 'checked only, nothing written',
    'rejected-state': 'rows were rejected, nothing written (--mode good imports the good rows)',
    refused: 'refused',
    newClasses: 'new classes',
    ignored: 'columns not used',
    skipped: 'rows left out',
  },
} as const;

/** The report for a person at a terminal. */
export function* reportLines(report: Report, lang: Lang): Generator<string> {
  const w = WORDS[lang];
  for (const file of report.files) {
    if (file.refusal) {
      yield `${file.file}: ${w.refused} – ${file.refusal.message}`;
      continue;
    }
    yield `${file.file}: ${file.state === 'rejected' ? w['rejected-state'] : w[file.state as 'applied' | 'checked']}`;
    for (const sheet of file.sheets.filter((s) => s.used)) {
      const ignored = Object.values(sheet.columns).flatMap((c) =>
        c.field === null && c.heading !== '' ? [c.heading] : [],
      );
      if (ignored.length > 0) yield `  ${sheet.name} · ${w.ignored}: ${ignored.join('、')}`;
      if (sheet.skipped.length > 0)
        yield `  ${sheet.name} · ${w.skipped}: ${ranges(sheet.skipped.map((s) => s.row))}`;
    }
    if (file.newClasses.length > 0) yield `  ${w.newClasses}: ${file.newClasses.join('、')}`;
    const { counts } = file;
    for (const action of ['new', 'changed', 'moved', 'returned', 'unchanged'] as const) {
      if (counts[action] === 0) continue;
      const bySheet = Map.groupBy(
        file.accepted.filter((a) => a.action === action),
        (a) => a.sheet,
      );
      const where = [...bySheet].map(
        ([sheet, rows]) => `${bySheet.size > 1 ? `${sheet}: ` : ''}${ranges(rows.map((r) => r.row))}`,
      );
      yield `  ${w[action]} ${counts[action]}(${w.row} ${where.join('; ')} ${w.rowEnd})`
        .replace(/\( /, '(')
        .replace(/ \)/, ')');
    }
    if (counts.rejected > 0) yield `  ${w.rejected} ${counts.rejected}`;
    const several = file.sheets.filter((s) => s.used).length > 1;
    for (const row of file.rejected) {
      for (const problem of row.problems) {
        yield `    ${several ? `${row.sheet} ` : ''}${w.row}${row.row}${w.rowEnd} ${sentence(problem, lang)} → ${problem.remedy}`;
      }
    }
  }
}

export const kindOf = (word: string): ImportKind | null =>
  (({ units: 'units', staff: 'staff', pupils: 'students', students: 'students' }) as const)[
    word as 'units'
  ] ?? null;
