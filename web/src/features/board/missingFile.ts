import type { MissingPage } from '@lianfang/contract/insight';
import type { TableFile } from '@lianfang/contract/tables';
import type { TFunction } from 'i18next';
import { TABLE_ROWS } from '../../lib/tableFile.ts';
import { said } from '../../lib/words.ts';

const PAGE = 200;

interface Facts {
  readonly date: string;
  readonly level: 'group' | 'school';
  readonly asOf: string;
  readonly overdue: (due: string, now: string) => string;
}

/** The whole list of what is missing, not only the pages on the screen. */
export async function missingFile(
  t: TFunction<'board'>,
  page: (after: string, limit: number) => Promise<MissingPage>,
  { date, level, asOf, overdue }: Facts,
): Promise<TableFile> {
  const rows: MissingPage['rows'] = [];
  for (let after: string | undefined = ''; after !== undefined && rows.length < TABLE_ROWS; ) {
    const next: MissingPage = await page(after, PAGE);
    rows.push(...next.rows);
    after = next.next;
  }
  const name = `${t('board:missingList.title')} ${date} ${t(`board:missingList.${level}`)}`;
  return {
    name,
    sheets: [
      {
        name: t('board:missingList.title'),
        columns: ['school', 'path', 'missing', 'expected', 'overdue', 'contacts', 'phone'].map((key) =>
          t(`board:missingList.column.${key}`),
        ),
        rows: rows.map((r) => [
          r.schoolName,
          r.path ?? null,
          r.missing,
          r.expected,
          overdue(level === 'group' ? r.dueAt : r.schoolDueAt, asOf),
          r.contacts.map((c) => `${said(c.post)} ${c.name}`).join(t('common:listSeparator')) ||
            t('board:missingList.nobody'),
          r.phone ?? null,
        ]),
      },
    ],
  };
}
