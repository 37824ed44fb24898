import type { TableFile } from '@lianfang/contract/tables';

export interface ChartData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The figures of a chart as a table; a gap shows as a dash. */
export function ChartTable({ title, data }: { title: string; data: ChartData }) {
  return (
    <div className="lf-chart-table">
      <table aria-label={title}>
        <thead>
          <tr>
            {data.columns.map((c) => (
              <th key={c} scope="col">
                {c}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((cell, i) => (
                <td key={data.columns[i]} className={typeof cell === 'number' ? 'lf-numeric' : undefined}>
                  {cell ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The figures of a chart as a workbook. */
export const chartFile = (title: string, { columns, rows }: ChartData): TableFile => ({
  name: title,
  sheets: [{ name: title, columns: [...columns], rows: rows.map((row) => [...row]) }],
});
