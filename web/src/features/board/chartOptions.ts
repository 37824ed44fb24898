import type { EChartsCoreOption } from 'echarts/core';

interface Day {
  readonly date: string;
  readonly open: boolean;
}
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Lower end of a rate axis: a round figure below the lowest point, so that 96 and 98 % can be told apart. Pure. */
export function rateFloor(series: readonly Series[]): number {
  const values = series.flatMap((s) => s.values).filter((v) => v !== null);
  const lowest = Math.min(100, ...values);
  return Math.max(0, Math.floor((lowest - 1) / 10) * 10);
}

/**
 * Thin lines over days: direct labels at the line's end instead of a legend, closed days shaded, days on which nothing
 * was due left open as gaps. `unit` '%' fixes the axis at 0–100.
 */
export function dayLines(
  days: readonly Day[],
  labels: readonly string[],
  series: readonly Series[],
  unit: '' | '%',
  shade: string,
  colors: readonly string[],
): EChartsCoreOption {
  return {
    grid: { left: 8, right: 76, top: 14, bottom: 4, containLabel: true },
    color: [...colors],
    tooltip: {
      trigger: 'axis',
      valueFormatter: (v: unknown) => (v === null || v === undefined ? '–' : `${String(v)}${unit}`),
    },
    xAxis: { type: 'category', data: labels, axisLabel: { hideOverlap: true } },
    yAxis: [
      {
        type: 'value',
        min: unit === '%' ? rateFloor(series) : 0,
        ...(unit === '%'
          ? { max: 100, interval: (100 - rateFloor(series)) / 2, axisLabel: { formatter: '{value}%' } }
          : { minInterval: 1, splitNumber: 4 }),
      },
      { type: 'value', min: 0, max: 1, show: false },
    ],
    series: [
      // Closed days as bars of full width behind the lines: a single holiday is as visible as a weekend.
      {
        type: 'bar',
        name: 'closed',
        yAxisIndex: 1,
        data: days.map((d) => (d.open ? null : 1)),
        barWidth: '100%',
        barMaxWidth: 400,
        itemStyle: { color: shade },
        silent: true,
        tooltip: { show: false },
        z: 0,
      },
      ...series.map((s) => ({
        type: 'line',
        name: s.name,
        data: s.values,
        connectNulls: false,
        showSymbol: true,
        symbolSize: 4,
        lineStyle: { width: 1.5 },
        endLabel: { show: true, formatter: '{a}', distance: 6, color: 'inherit', textBorderWidth: 0 },
        labelLayout: { moveOverlap: 'shiftY' },
      })),
    ],
  };
}
