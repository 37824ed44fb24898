import { readFileSync } from 'node:fs';
import {
  cdc,
  createSeries,
  type Detection,
  type DetectOptions,
  detect,
  estimateR,
  type Series,
} from '../../src/index.ts';
import type { Mark, Plot } from '../svg.ts';

interface Fixture {
  readonly series: {
    readonly frequency: number;
    readonly epochAsDate: boolean;
    readonly dates: readonly string[] | null;
    readonly observed?: readonly number[];
    readonly incidence?: readonly number[];
  };
}

const COUNTS = '#9aa5ab';
const ALARM = '#d55e00';

function fixture(name: string): Fixture['series'] {
  const url = new URL(`../../test/fixtures/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as Fixture).series;
}

function seriesOf(name: string): Series {
  const { observed = [], frequency, epochAsDate, dates } = fixture(name);
  return createSeries({ counts: observed, frequency, ...(epochAsDate && dates ? { dates } : {}) });
}

function alarmMarks(points: readonly Detection[], heights: readonly number[]): Mark {
  const alarms = points.flatMap((point, i) => (point.alarm ? [{ x: point.index, y: heights[i]! }] : []));
  return {
    kind: 'points',
    x: alarms.map((alarm) => alarm.x),
    y: alarms.map((alarm) => alarm.y),
    shape: 'triangle',
    color: ALARM,
    label: 'alarm',
  };
}

/** Counts with the expected count and the alarm bound. */
function boundPlot(
  series: Series,
  options: DetectOptions,
  words: Pick<Plot, 'title' | 'xLabel' | 'yLabel'>,
  heights?: number[],
): Plot {
  const points = detect(series, options);
  const x = points.map((point) => point.index);
  const counts = heights ?? points.map((point) => series.counts[point.index]!);
  return {
    ...words,
    marks: [
      { kind: 'bars', x, y: counts, color: COUNTS, label: 'observed' },
      {
        kind: 'line',
        x,
        y: points.map((point) => point.expected),
        dash: '5 3',
        color: '#0072b2',
        label: 'expected',
      },
      {
        kind: 'line',
        x,
        y: points.map((point) => point.upper),
        color: '#0b6e6e',
        step: true,
        label: 'bound',
      },
      alarmMarks(points, counts),
    ],
  };
}

/** A chart statistic against its limit. */
function chartPlot(
  series: Series,
  options: DetectOptions,
  limit: number,
  words: Pick<Plot, 'title' | 'xLabel' | 'yLabel'>,
): Plot {
  const points = detect(series, options);
  const scores = points.map((point) => point.score ?? 0);
  return {
    ...words,
    marks: [
      {
        kind: 'line',
        x: points.map((point) => point.index),
        y: scores,
        color: '#0b6e6e',
        label: 'statistic',
      },
      { kind: 'rule', at: limit, axis: 'y', label: `limit ${limit}` },
      alarmMarks(points, scores),
    ],
  };
}

function rtPlot(): Plot {
  const { incidence = [] } = fixture('epiestim_flu2009');
  const { estimates } = estimateR(incidence, { serialInterval: { kind: 'gamma', mean: 2.6, sd: 1.5 } });
  const x = estimates.map((estimate) => estimate.to + 1);
  const quantile = (i: number): number[] => estimates.map((estimate) => estimate.quantiles[i] ?? 0);
  return {
    title: 'R in a school in Pennsylvania, influenza 2009, 7-day windows',
    xLabel: 'last day of the window',
    yLabel: 'reproduction number',
    marks: [
      { kind: 'band', x, lower: quantile(0), upper: quantile(6), color: '#0b6e6e', label: '95 % interval' },
      { kind: 'line', x, y: quantile(3), color: '#0b6e6e', label: 'median' },
      { kind: 'rule', at: 1, axis: 'y', label: 'R = 1' },
    ],
  };
}

const weeks = { xLabel: 'week', yLabel: 'cases a week' };
const schoolDays = { xLabel: 'school day', yLabel: 'pupils absent ill' };
const agona = seriesOf('ears_salmonella_agona');
const newport = seriesOf('farrington_salmonella_newport_dates');
const school = seriesOf('ears_absence_A_schooldays');
const recent = { from: 418, to: 521 } as const;

/** Plots of the detectors and of R over time, from the reference series. */
export const DETECTOR_PLOTS: Readonly<Record<string, Plot>> = {
  ears: boundPlot(
    school,
    { method: 'ears-c2', minSigma: 1 },
    { ...schoolDays, title: 'EARS C2 on a school’s absences' },
  ),
  farrington: boundPlot(
    newport,
    { method: 'farrington', ...recent },
    { ...weeks, title: 'Farrington 1996, Salmonella Newport, Germany 2012–2013' },
  ),
  'farrington-flexible': boundPlot(
    newport,
    {
      method: 'farrington-flexible',
      periods: 10,
      skipRecent: 26,
      trendSignificance: 1,
      threshold: 'nbPlugin',
      alpha: 0.01,
      ...recent,
    },
    { ...weeks, title: 'Farrington flexible, the same series' },
  ),
  bayes: boundPlot(
    agona,
    { method: 'bayes', version: 2, from: 208 },
    { ...weeks, title: 'Bayes 2, Salmonella Agona, United Kingdom 1994–1995' },
  ),
  rki: boundPlot(
    agona,
    { method: 'rki', version: 2, from: 208 },
    { ...weeks, title: 'RKI 2, the same series' },
  ),
  cdc: boundPlot(
    newport,
    { method: 'cdc', ...recent },
    { xLabel: 'week', yLabel: 'cases in four weeks', title: 'CDC historical limits on totals of four weeks' },
    Array.from(cdc(newport, { method: 'cdc', ...recent }).aggregated),
  ),
  cusum: chartPlot(
    agona,
    { method: 'cusum', transform: 'rossi', mean: 'seasonal', k: 1, h: 4, from: 208 },
    4,
    { xLabel: 'week', yLabel: 'C', title: 'CUSUM of Rossi’s standardised counts, seasonal mean' },
  ),
  glr: chartPlot(agona, { method: 'glr', alpha: 'estimate', from: 208 }, 5, {
    xLabel: 'week',
    yLabel: 'G',
    title: 'GLR chart, negative binomial, restarting after each alarm',
  }),
  'outbreak-p': chartPlot(
    seriesOf('outbreakP_influenza_season'),
    { method: 'outbreak-p', to: 28 },
    Math.round(Math.log(100) * 100) / 100,
    { xLabel: 'week of the season', yLabel: 'log P', title: 'outbreakP at the start of an influenza season' },
  ),
  rt: rtPlot(),
};
