import type { Figures, RegionBoard } from '@lianfang/contract/insight';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { Chart } from '../../ui/Chart.tsx';
import { dark, light } from '../../ui/tokens.ts';
import { dayLines, type Series } from './chartOptions.ts';
import { onTime, percent, received, settled } from './figures.ts';

interface Props {
  readonly board: Pick<RegionBoard, 'trend' | 'unitName'>;
  readonly theme?: 'light' | 'dark';
  readonly height?: number;
  /** Of the words, in CSS pixels. */
  readonly size?: number;
}

/** Twenty school days: how complete and how timely, and how many were ill. */
export function TrendCharts({ board, theme = 'light', height = 220, size }: Props) {
  const { t, i18n } = useTranslation('board');
  const format = useFormat();
  const { trend } = board;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language only
  const charts = useMemo(() => {
    const line = (key: string, of: (f: Figures) => number | null): Series => ({
      name: t(key),
      values: settled(
        trend.map((d) => d.figures && of(d.figures)),
        trend.at(-1)?.figures ?? null,
      ),
    });
    const rates: Series[] = [
      line('rate', (f) => percent(received(f), f.expected)),
      line('rateOnTime', (f) => percent(onTime(f), f.expected)),
    ];
    const people: Series[] = [
      line('absentIll', (f) => (received(f) > 0 ? f.absentIll : null)),
      line('presentIll', (f) => (received(f) > 0 ? f.presentIll : null)),
    ];
    const labels = trend.map((d) => format.dayMonth(d.date));
    const palette = theme === 'dark' ? dark : light;
    return (
      [
        { key: 'rates', unit: '%', series: rates },
        { key: 'people', unit: '', series: people },
      ] as const
    ).map((c) => ({
      ...c,
      option: dayLines(trend, labels, c.series, c.unit, palette.sunk, [palette.ink, palette.teal], size),
      data: {
        columns: [t('date'), ...c.series.map((s) => s.name)],
        rows: trend.map((d, i) => [d.date, ...c.series.map((s) => s.values[i] ?? null)]),
      },
    }));
  }, [trend, theme, size, i18n.language]);
  return (
    <div className="lf-board-charts">
      {charts.map((c) => (
        <div className="lf-card" key={c.key}>
          <Chart
            title={t(`chart.${c.key}`, { unit: board.unitName })}
            option={c.option}
            data={c.data}
            theme={theme}
            height={height}
          />
        </div>
      ))}
    </div>
  );
}
