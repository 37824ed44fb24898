import { saveBlob } from '../../lib/api.ts';
import { toCsv } from '../../lib/csv.ts';

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

/** Saves the rows as CSV with a byte-order mark, which Excel and WPS open as UTF-8. */
export function saveChartRows(title: string, data: ChartData): void {
  const blob = new Blob([toCsv([data.columns, ...data.rows])], { type: 'text/csv;charset=utf-8' });
  saveBlob(blob, `${title}.csv`);
}
