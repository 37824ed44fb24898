import { dateAt, type OperatingPoint } from '../../src/index.ts';
import { type Mark, PALETTE, svgPlot } from '../svg.ts';
import type { StudyCase } from './cases.ts';
import { BASELINE_DAYS, type Contender } from './contenders.ts';
import type { Row } from './text.ts';

const SHOWN = [
  'EARS C2',
  'EARS C2 on calendar days',
  'EARS C2, 28 days',
  'GLR (neg. binomial)',
  'class rule, 3 days',
];
const DASHES = ['', '2 3', '8 3', '', '6 3 2 3'];

/** File name and SVG of each plot of the study. */
export function studyPlots(
  curves: ReadonlyMap<Contender, readonly OperatingPoint[]>,
  rows: readonly Row[],
  cases: readonly StudyCase[],
): [string, string][] {
  return [
    ['study-amoc.svg', amoc(curves)],
    ['study-delay.svg', delays(rows)],
    ['study-example.svg', example(rows, cases)],
  ];
}

function amoc(curves: ReadonlyMap<Contender, readonly OperatingPoint[]>): string {
  const marks: Mark[] = [];
  for (const [contender, points] of curves) {
    const k = SHOWN.indexOf(contender.name);
    if (k < 0) continue;
    const used = points.filter(({ falseAlarmRate: rate }) => rate >= 0.001 && rate <= 0.1);
    const x = used.map(({ falseAlarmRate }) => falseAlarmRate * 100);
    const y = used.map(({ meanDelay }) => meanDelay);
    const color = PALETTE[k]!;
    marks.push({
      kind: 'line',
      x,
      y,
      color,
      label: contender.name,
      ...(DASHES[k] ? { dash: DASHES[k] } : {}),
    });
    if (used.length < 12) marks.push({ kind: 'points', x, y, color });
  }
  return svgPlot({
    title: 'How late, for how many false alarms (lower left is better)',
    xLabel: 'false alarms per school in 100 school days (log scale)',
    yLabel: 'mean delay, school days',
    logX: true,
    x: [0.1, 10],
    marks,
    width: 860,
    height: 400,
  });
}

/** Mean delay by disease at one false alarm in 100 school days. */
function delays(rows: readonly Row[]): string {
  const chosen = rows.filter(({ rate }) => rate === 1 / 100);
  const sorted = [...chosen].sort((a, b) => a.result.meanDelay - b.result.meanDelay);
  const shapes = ['dot', 'triangle', 'ring'] as const;
  const names = sorted[0]!.byScenario.map(({ name }) => name);
  return svgPlot({
    title: 'Mean delay by disease, at most one false alarm in 100 school days',
    xLabel: 'detector (number as in the table)',
    yLabel: 'mean delay, school days',
    x: [0.4, sorted.length + 0.6],
    xTicks: sorted.map((_, i) => ({ at: i + 1, text: String(i + 1) })),
    marks: names.map((name, k) => ({
      kind: 'points',
      label: name,
      shape: shapes[k % 3]!,
      x: sorted.map((_, i) => i + 1),
      y: sorted.map(({ byScenario }) => byScenario[k]!.result.meanDelay),
    })),
  });
}

/** One school with influenza, and when the detectors spoke. */
function example(rows: readonly Row[], cases: readonly StudyCase[]): string {
  const one = cases.find(
    ({ scenario, outbreaks }) => scenario === 'influenza' && outbreaks.length > 0 && lengthOf(outbreaks) > 35,
  )!;
  const { series } = one.input;
  const outbreak = one.outbreaks[0]!;
  const from = Math.max(BASELINE_DAYS, outbreak.from - 25);
  const to = Math.min(series.length - 1, outbreak.to + 5);
  const x = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const counts = x.map((t) => series.counts[t]!);
  const top = Math.max(...counts.filter((count) => !Number.isNaN(count)));
  const shown = ['EARS C2', 'GLR (neg. binomial)', 'class rule, 3 days'];
  const marks: Mark[] = [
    { kind: 'shade', from: outbreak.from - 0.5, to: outbreak.to + 0.5, label: 'outbreak' },
    {
      kind: 'bars',
      x,
      y: counts.map((count) => (Number.isNaN(count) ? 0 : count)),
      color: '#8fa7a7',
      label: 'new absent ill',
    },
  ];
  shown.forEach((name, k) => {
    const row = rows.find(({ contender, rate }) => contender.name === name && rate === 1 / 100)!;
    const { first, alarm } = row.contender.family(row.setting.parameter)(one.input);
    const alarms = x.filter((t) => t >= first && alarm[t - first] === 1);
    const shape = (['triangle', 'dot', 'ring'] as const)[k]!;
    marks.push({
      kind: 'points',
      x: alarms,
      y: alarms.map(() => top * (1.08 + 0.07 * k)),
      shape,
      color: PALETTE[k]!,
      label: name,
    });
  });
  return svgPlot({
    title: `One school with influenza from ${dateAt(series, outbreak.from)}: days with an alarm`,
    xLabel: 'school day',
    yLabel: 'pupils newly absent ill',
    x: [from - 1, to + 1],
    y: [0, top * 1.3],
    marks,
    width: 860,
  });
}

const lengthOf = (outbreaks: StudyCase['outbreaks']) => outbreaks[0]!.to - outbreaks[0]!.from + 1;
