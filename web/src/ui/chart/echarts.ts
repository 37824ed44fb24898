import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { dark, fontFamily, light, type Palette } from '../tokens.ts';

echarts.use([
  BarChart,
  LineChart,
  ScatterChart,
  HeatmapChart,
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** Thin ink lines on paper; the second series is teal, the third grey: more than three wants small multiples. */
function theme(p: Palette) {
  const axis = {
    axisLine: { lineStyle: { color: p.lineStrong } },
    axisTick: { show: false },
    axisLabel: { color: p.inkSoft, fontSize: 12 },
    splitLine: { lineStyle: { color: p.line } },
    nameTextStyle: { color: p.inkSoft },
  };
  return {
    color: [p.ink, p.teal, p.inkFaint, p.amber],
    textStyle: { fontFamily, color: p.ink },
    line: { symbol: 'circle', symbolSize: 4, lineStyle: { width: 1.5 } },
    bar: { barMaxWidth: 24 },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: axis,
    legend: { textStyle: { color: p.inkSoft } },
    tooltip: { backgroundColor: p.paper, borderColor: p.line, textStyle: { color: p.ink } },
  };
}
echarts.registerTheme('light', theme(light));
echarts.registerTheme('dark', theme(dark));

export { echarts };
