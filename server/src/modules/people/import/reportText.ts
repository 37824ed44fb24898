import type { Lang } from '../../../kernel/problem.ts';
import { sentence } from './present.ts';
import type { Report } from './report.ts';

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
    moved: '调班（转入）',
    returned: '恢复在册',
    rejected: '不能导入',
    row: (no: number) => `第 ${no} 行`,
    rows: (list: string) => `（第 ${list} 行）`,
    applied: '已导入',
    checked: '仅核对，未写入',
    would: '将',
    'rejected-state': '有行不能导入，未写入任何一行（可用 --mode good 只导入正确的行）',
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
    row: (no: number) => `row ${no}`,
    rows: (list: string) => ` (rows ${list})`,
    applied: 'imported',
    checked: 'checked only, nothing written',
    would: 'would be ',
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
    // Nothing was written: what is listed would have been.
    const would = file.state === 'applied' ? '' : w.would;
    if (file.newClasses.length > 0) yield `  ${would}${w.newClasses}: ${file.newClasses.join('、')}`;
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
      const label = action === 'unchanged' ? w[action] : `${would}${w[action]}`;
      yield `  ${label} ${counts[action]}${w.rows(where.join('; '))}`;
    }
    if (counts.rejected > 0) yield `  ${w.rejected} ${counts.rejected}`;
    const several = file.sheets.filter((s) => s.used).length > 1;
    for (const row of file.rejected) {
      for (const problem of row.problems) {
        yield `    ${several ? `${row.sheet} ` : ''}${w.row(row.row)}: ${sentence(problem, lang)} → ${problem.remedy}`;
      }
    }
  }
}
