import type { TableFile } from '@lianfang/contract/tables';
import { ApiProblem, saveBlob, sendForFile } from './api.ts';
import { toCsv } from './csv.ts';

/** As many rows as a workbook takes (contract). */
export const TABLE_ROWS = 5_000;

/** Saves tables as .xlsx. Out of reach of the server as CSV, which Excel and WPS open too. */
export async function saveTables(file: TableFile): Promise<void> {
  try {
    saveBlob(await sendForFile('/tables/xlsx', file), `${file.name}.xlsx`);
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 0)) throw error;
    const lines = file.sheets.flatMap((s) => [s.columns, ...s.rows]);
    saveBlob(new Blob([toCsv(lines)], { type: 'text/csv;charset=utf-8' }), `${file.name}.csv`);
  }
}
