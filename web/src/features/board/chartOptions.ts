import type { EChartsCoreOption } from 'echarts/core';

interface Day {
  readonly date: string;
  readonly open: boolean;
}
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly dashed?: boolean;
}

/** Closed days (weekends, holidays) as spans of category indices, for the shading. Pure. */
export function closedSpans(days: readonly Day[]): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  days.forEach((d, i) => {
    if (d.open) return;
    const last = spans.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else spans.push([i, i]);
  });
  return spans;
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
): EChartsCoreOption {
  return {
    grid: { left: 8, right: 76, top: 14, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (v: unknown) => (v === null || v === undefined ? '–' : `${String(v)}${unit}`),
    },
    xAxis: { type: 'category', data: labels, axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'value',
      min: 0,
      ...(unit === '%' && { max: 100, interval: 25, axisLabel: { formatter: '{value}%' } }),
      minInterval: 1,
      splitNumber: 4,
    },
    series: series.map((s, i) => ({
      type: 'line',
      name: s.name,
      data: s.values,
      connectNulls: false,
      showSymbol: true,
      symbolSize: 4,
      lineStyle: { width: 1.5, ...(s.dashed && { type: 'dashed' }) },
      endLabel: { show: true, formatter: '{a}', distance: 6 },
      labelLayout: { moveOverlap: 'shiftY' },
      ...(i === 0 && {
        markArea: {
          silent: true,
          itemStyle: { color: shade },
          data: closedSpans(days).map(([a, b]) => [{ xAxis: a }, { xAxis: b }]),
        },
      }),
    })),
  };
}
