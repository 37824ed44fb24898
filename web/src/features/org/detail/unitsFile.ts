import type { SubtreePage, UnitView } from '@lianfang/contract/org';
import type { TableFile } from '@lianfang/contract/tables';
import type { TFunction } from 'i18next';
import { api } from '../../../lib/api.ts';
import { TABLE_ROWS } from '../../../lib/tableFile.ts';

const PAGE = 500;

/** The unit and all below on a date, in the columns that the import of units reads back. */
export async function unitsFile(
  t: TFunction<'org'>,
  unit: UnitView,
  date: string,
  kindName: (code: string) => string,
): Promise<TableFile> {
  const rows: SubtreePage['rows'] = [];
  for (let after: string | undefined; rows.length < TABLE_ROWS; ) {
    const page: SubtreePage = await api<SubtreePage>(`/units/${unit.id}/subtree`, {
      query: { date, limit: PAGE, ...(after && { after }) },
    });
    rows.push(...page.rows);
    after = page.next;
    if (after === undefined) break;
  }
  const byId = new Map(rows.map((u) => [u.id, u]));
  const name = t('org:export.name', { unit: unit.name, date });
  return {
    name,
    sheets: [
      {
        name: t('org:export.sheet'),
        columns: ['code', 'name', 'kind', 'parentCode', 'parentName'].map((key) =>
          t(`org:export.column.${key}`),
        ),
        rows: rows.slice(0, TABLE_ROWS).map((u) => {
          const parent = u.parentId === null ? undefined : byId.get(u.parentId);
          return [u.code, u.name, kindName(u.kind), parent?.code ?? null, parent?.name ?? null];
        }),
      },
    ],
  };
}
