import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExcelButton } from '../ExcelButton.tsx';
import { type ChartData, ChartTable, chartFile } from './ChartTable.tsx';
import { echarts } from './echarts.ts';
import { saveChartPng } from './png.ts';

interface Props {
  /** What is shown, where and when: read out, and the name of the exported files. */
  readonly title: string;
  readonly option: EChartsCoreOption;
  /** The same figures as rows: for the table view and the export. A gap is null, never zero. */
  readonly data: ChartData;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly onPick?: (point: {
    readonly name: string;
    readonly series: string;
    readonly index: number;
  }) => void;
}

/** A chart with its table, PNG and Excel. Follows its box's size. */
export default function Chart({ title, option, data, height = 260, theme = 'light', onPick }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const [asTable, setAsTable] = useState(false);

  useEffect(() => {
    if (asTable || !box.current) return;
    const chart = echarts.init(box.current, theme, { renderer: 'svg' });
    chart.on('click', (p) =>
      pick.current?.({ name: p.name, series: p.seriesName ?? '', index: p.dataIndex as number }),
    );
    chart.setOption({
      // Nothing moves but what changes. Besides, ECharts 6 draws the label at the end of a line with a gap at NaN while it moves.
      animation: false,
      aria: { enabled: true, label: { description: title } },
      ...option,
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [asTable, option, theme, title]);

  return (
    <figure className="lf-chart">
      <figcaption>
        <span>{title}</span>
        <span className="lf-chart-tools">
          <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t('common:chart.table')}
          </button>
          {!asTable && (
            <button type="button" onClick={() => box.current && void saveChartPng(box.current, title)}>
              PNG
            </button>
          )}
          <ExcelButton table={() => chartFile(title, data)} />
        </span>
      </figcaption>
      {asTable ? <ChartTable title={title} data={data} /> : <div ref={box} style={{ height }} />}
    </figure>
  );
}
