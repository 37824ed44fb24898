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

/** Size of a chart's words on a desk; a wall has them larger. CSS pixels. */
const DESK = 12;
/** Part of the size by which labels at the ends of lines part when their lines end at about the same height. */
const APART = 2 / 3;
/** The longest name of a line, in characters: room for it at the right. */
const NAME_LENGTH = 6;

/**
 * Vertical shift in pixels of the label at each line's end, so that two lines ending close together keep both names
 * readable; at the foot of the chart the lower one stays, clear of the axis. `from`, `to`: ends of the axis. Pure.
 */
export function labelShifts(
  series: readonly Series[],
  from: number,
  to: number,
  size = DESK,
): readonly number[] {
  const ends = series.map((s) => s.values.findLast((v) => v !== null) ?? null);
  const [a, b] = ends;
  const range = to - from || 1;
  if (ends.length !== 2 || a == null || b == null || Math.abs(a - b) / range > 0.1) return ends.map(() => 0);
  const foot = (Math.min(a, b) - from) / range < 0.1;
  const apart = size * APART;
  const [upper, lower] = foot ? [-2 * apart, 0] : [-apart, apart];
  return a >= b ? [upper, lower] : [lower, upper];
}

/**
 * Thin lines over days: direct labels at the line's end instead of a legend, closed days shaded, days on which nothing
 * was due left open as gaps. `unit` '%' fixes the axis at 0–100; `size` is that of the words, in CSS pixels.
 */
export function dayLines(
  days: readonly Day[],
  labels: readonly string[],
  series: readonly Series[],
  unit: '' | '%',
  shade: string,
  colors: readonly string[],
  size = DESK,
): EChartsCoreOption {
  const floor = unit === '%' ? rateFloor(series) : 0;
  const top = unit === '%' ? 100 : Math.max(1, ...series.flatMap((s) => s.values.map((v) => v ?? 0)));
  const shifts = labelShifts(series, floor, top, size);
  return {
    grid: { left: 8, right: NAME_LENGTH * size + 4, top: 14, bottom: 4, containLabel: true },
    color: [...colors],
    tooltip: {
      trigger: 'axis',
      valueFormatter: (v: unknown) => (v === null || v === undefined ? '–' : `${String(v)}${unit}`),
    },
    xAxis: { type: 'category', data: labels, axisLabel: { hideOverlap: true, fontSize: size } },
    yAxis: [
      {
        type: 'value',
        min: floor,
        ...(unit === '%'
          ? { max: 100, interval: (100 - floor) / 2, axisLabel: { formatter: '{value}%', fontSize: size } }
          : { minInterval: 1, splitNumber: 4, axisLabel: { fontSize: size } }),
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
      ...series.map((s, i) => ({
        type: 'line',
        name: s.name,
        data: s.values,
        connectNulls: false,
        showSymbol: true,
        symbolSize: size / 3,
        lineStyle: { width: size / 8 },
        endLabel: {
          show: true,
          formatter: '{a}',
          fontSize: size,
          distance: 6,
          offset: [0, shifts[i]],
          color: 'inherit',
          textBorderWidth: 0,
        },
      })),
    ],
  };
}
