import { TableFile } from '@lianfang/contract/tables';
import Type from 'typebox';
import { type AnyEndpoint, endpoint } from '../../kernel/endpoint.ts';
import { writeSpreadsheet } from '../../kernel/sheet/write.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Characters of the default font that show a column's longest text, Chinese counted twice; within reason. */
function widthOf(texts: readonly (string | number | null)[]): number {
  const lengths = texts.map((t) => String(t ?? '').replace(/[^\p{ASCII}]/gu, '**').length);
  return Math.min(48, Math.max(8, ...lengths) + 2);
}

/**
 * Turns a table the caller has into a workbook: nothing is read, nothing is kept. The page shows what its reader may
 * see, so the file can hold no more than that.
 */
export const tableRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    url: '/api/tables/xlsx',
    id: 'tableAsExcel',
    summary: 'A list or the figures of a chart, sent as rows, as an Excel workbook',
    tag: 'boards',
    access: { kind: 'signed-in' },
    transaction: 'own',
    body: TableFile,
    response: Type.Unsafe<never>({ type: 'string', format: 'binary', description: 'an .xlsx workbook' }),
    produces: XLSX,
    handler: async ({ body, reply }) => {
      const sheets = body.sheets.map(({ name, columns, rows }) => ({
        name,
        columns: columns.map((heading, i) => ({
          heading,
          width: widthOf([heading, ...rows.slice(0, 500).map((r) => r[i] ?? null)]),
        })),
        rows,
      }));
      const bytes = await writeSpreadsheet(sheets);
      const name = encodeURIComponent(`${body.name}.xlsx`);
      return reply
        .type(XLSX)
        .header('content-disposition', `attachment; filename="table.xlsx"; filename*=UTF-8''${name}`)
        .send(bytes);
    },
  }),
];
