import type { ImportColumn, ImportKind } from '@lianfang/contract/people.import';
import { squeeze } from '../../../kernel/sheet/clean.ts';
import { type Cell, columnName, type Sheet } from '../../../kernel/sheet/types.ts';
import { maskId, maskPhone } from '../values/phone.ts';
import { SECRET } from './fields.ts';
import type { Header } from './layout.ts';
import { type Fit, headingFits, plainHeading } from './match.ts';
import { contentFit } from './sniff.ts';

/** Content decides alone only where it is unmistakable; otherwise only for columns without a heading. */
const UNMISTAKABLE = new Set(['idNumber', 'sex']);

/** A list of classes names its school in a column: there 学校 is the unit above, not the unit itself. */
function unitFits(header: Header, fits: readonly (readonly Fit[])[]): readonly (readonly Fit[])[] {
  const leaves = header.paths.map((p) => plainHeading(p.at(-1) ?? ''));
  if (!leaves.some((l) => /^(班级|班级名称|班号|班|部门名称|科室名称)$/.test(l))) return fits;
  return leaves.map((leaf, c) => {
    if (/^(学校|学校名称|单位名称|所在学校|所属学校|学校全称)$/.test(leaf))
      return [{ field: 'parentName', score: 0.95 }];
    if (/^(学校代码|学校标识码|单位代码)$/.test(leaf)) return [{ field: 'parentCode', score: 0.95 }];
    if (/^(班级|班级名称|班)$/.test(leaf)) return [{ field: 'name', score: 0.99 }];
    return fits[c] ?? [];
  });
}

/** A phone nobody claims is the parents' in a list of pupils; beside an explicit one it is the pupil's own. */
const withFallback = (fits: readonly Fit[]): readonly Fit[] =>
  fits[0]?.field === 'guardianPhone' && fits[0].score !== 0.75
    ? [...fits, { field: 'phone', score: 0.5 }]
    : fits;

function assign(fits: readonly (readonly Fit[])[]): Map<number, Fit> {
  const all = fits.flatMap((list, c) => withFallback(list).map((fit) => ({ ...fit, c })));
  all.sort((a, b) => b.score - a.score || a.c - b.c);
  const taken = new Map<number, Fit>();
  const fields = new Set<string>();
  for (const { c, field, score } of all) {
    if (taken.has(c) || fields.has(field)) continue;
    taken.set(c, { field, score });
    fields.add(field);
  }
  return taken;
}

export const masked = (field: string | null, text: string): string =>
  /^\d{15,17}[\dXx]$/.test(squeeze(text)) || field === 'idNumber'
    ? maskId(squeeze(text))
    : (field !== null && SECRET.has(field)) || /^1[3-9]\d{9}$/.test(squeeze(text))
      ? maskPhone(squeeze(text))
      : text.slice(0, 40);

/** What each column is: by the user's choice, by its heading, by its content. `rows` are the data rows. */
export function matchColumns(
  kind: ImportKind,
  sheet: Sheet,
  header: Header | null,
  chosen: Readonly<Record<string, string | null>>,
): ImportColumn[] {
  const data = sheet.rows.slice(header ? header.to + 1 : 0, (header ? header.to + 1 : 0) + 300);
  const cells = (c: number): Cell[] => data.flatMap((r) => r.cells[c] ?? []);
  const byHeading = Array.from({ length: sheet.width }, (_, c) =>
    header ? headingFits(kind, header.paths[c] ?? []) : [],
  );
  const taken = assign(header && kind === 'units' ? unitFits(header, byHeading) : byHeading);
  const by = new Map([...taken.keys()].map((c) => [c, 'heading' as ImportColumn['by']]));
  const used = new Set([...taken.values()].map((f) => f.field));
  for (let c = 0; c < sheet.width; c += 1) {
    if (taken.has(c)) continue;
    const named = (header?.paths[c] ?? []).length > 0;
    const fit = contentFit(kind, cells(c));
    const excluded = named && /家长|监护|父|母|成员|联系人|班主任|教师/.test(header!.paths[c]!.join(''));
    if (!fit || used.has(fit.field) || excluded || (named && !UNMISTAKABLE.has(fit.field))) continue;
    taken.set(c, fit);
    used.add(fit.field);
    by.set(c, 'content');
  }
  for (const [letter, field] of Object.entries(chosen)) {
    const c = Array.from({ length: sheet.width }, (_, i) => columnName(i)).indexOf(letter);
    if (c < 0) continue;
    if (field !== null) for (const [other, fit] of taken) if (fit.field === field) taken.delete(other);
    if (field === null) taken.delete(c);
    else taken.set(c, { field, score: 1 });
    by.set(c, 'user');
  }
  return Array.from({ length: sheet.width }, (_, c) => {
    const field = taken.get(c)?.field ?? null;
    return {
      column: columnName(c),
      heading: (header?.paths[c] ?? []).join(' / '),
      field,
      confidence: Math.round((taken.get(c)?.score ?? 0) * 100) / 100,
      by: field === null && by.get(c) !== 'user' ? 'none' : (by.get(c) ?? 'none'),
      samples: cells(c)
        .slice(0, 3)
        .map((cell) => masked(field, cell.text)),
    };
  });
}
