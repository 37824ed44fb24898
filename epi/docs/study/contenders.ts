import { type Detector, detectByWeekday, detectColumns, type Series, toDetections } from '../../src/index.ts';
import type { SchoolReports } from './cases.ts';

/** School days before anything is judged: what the slowest learner needs. */
export const BASELINE_DAYS = 55;

/** A detector with the one parameter that trades false alarms for speed. */
export interface Contender {
  readonly name: string;
  readonly parameter: string;
  readonly values: readonly number[];
  readonly family: (value: number) => Detector<SchoolReports>;
}

const range = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, i) => Math.round((from + ((to - from) * i) / (count - 1)) * 1000) / 1000);

/** In-control mean of each monitored day: the mean of its weekday over the baseline. */
function weekdayMeans(series: Series): Float64Array {
  const mean = (weekday: number | null) => {
    let sum = 0;
    let n = 0;
    for (let i = 0; i < BASELINE_DAYS; i++) {
      const count = series.counts[i]!;
      if (Number.isNaN(count) || (weekday !== null && (series.days![i]! + 3) % 7 !== weekday)) continue;
      sum += count;
      n++;
    }
    return n > 0 ? sum / n : 0;
  };
  const overall = Math.max(0.1, mean(null));
  const byWeekday = [0, 1, 2, 3, 4, 5, 6].map((weekday) => mean(weekday) || overall);
  return Float64Array.from(series.days!.subarray(BASELINE_DAYS), (day) => byWeekday[(day + 3) % 7]!);
}

/** Negative binomial dispersion α from the baseline, by moments, ≥ 0. */
function dispersionOf(series: Series): number {
  const values = Array.from(series.counts.subarray(0, BASELINE_DAYS)).filter((count) => !Number.isNaN(count));
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
  return Math.max(0.001, (variance - mean) / mean ** 2);
}

const ears =
  (method: 'ears-c1' | 'ears-c2' | 'ears-c3', baseline: number) =>
  (threshold: number): Detector<SchoolReports> =>
  ({ series }) =>
    detectColumns(series, { method, threshold, baseline, minSigma: 1 });

export const CONTENDERS: readonly Contender[] = [
  { name: 'EARS C1', parameter: 'threshold', values: range(1.5, 8, 27), family: ears('ears-c1', 7) },
  { name: 'EARS C2', parameter: 'threshold', values: range(1.5, 8, 27), family: ears('ears-c2', 7) },
  { name: 'EARS C3', parameter: 'threshold', values: range(1, 10, 31), family: ears('ears-c3', 7) },
  {
    name: 'EARS C2, 28 days',
    parameter: 'threshold',
    values: range(1.5, 8, 27),
    family: ears('ears-c2', 28),
  },
  {
    name: 'EARS C2 by weekday',
    parameter: 'threshold',
    values: range(1.5, 12, 30),
    family:
      (threshold) =>
      ({ series }) => {
        const found = detectByWeekday(series, 10, (days) =>
          toDetections(days, detectColumns(days, { method: 'ears-c2', threshold, minSigma: 1 })),
        );
        return {
          first: 0,
          alarm: Uint8Array.from(found, (d) => (d?.alarm === true ? 1 : d?.alarm === false ? 0 : 2)),
        };
      },
  },
  {
    name: 'EARS C2 on calendar days',
    parameter: 'threshold',
    values: range(1.5, 8, 27),
    family:
      (threshold) =>
      ({ series, calendar }) => {
        const columns = detectColumns(calendar, { method: 'ears-c2', threshold, minSigma: 1 });
        const onSchoolDay = (day: number) => columns.alarm[day - calendar.days![0]! - columns.first] ?? 2;
        return { first: 0, alarm: Uint8Array.from(series.days!, onSchoolDay) };
      },
  },
  {
    name: 'Bayes (6 days)',
    parameter: 'alpha',
    values: [0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.001, 5e-4, 1e-4, 1e-5, 1e-6],
    family:
      (alpha) =>
      ({ series }) =>
        detectColumns(series, { method: 'bayes', version: 1, alpha }),
  },
  {
    name: 'CUSUM (Rossi)',
    parameter: 'h',
    values: range(1, 20, 39),
    family:
      (h) =>
      ({ series }) =>
        detectColumns(series, {
          method: 'cusum',
          transform: 'rossi',
          from: BASELINE_DAYS,
          h,
          mean: weekdayMeans(series),
        }),
  },
  {
    name: 'CUSUM (neg. binomial)',
    parameter: 'h',
    values: range(1, 20, 39),
    family:
      (h) =>
      ({ series }) =>
        detectColumns(series, {
          method: 'cusum',
          transform: 'pearsonNegBin',
          from: BASELINE_DAYS,
          h,
          alpha: dispersionOf(series),
          mean: weekdayMeans(series),
        }),
  },
  {
    name: 'GLR (neg. binomial)',
    parameter: 'limit',
    values: range(1, 12, 45),
    family: (limit) => (input) => glr(limit, input),
  },
  {
    name: 'class rule, 1 day',
    parameter: 'cases in a class',
    values: [2, 3, 4, 5, 6, 7, 8],
    family:
      (threshold) =>
      ({ classes }) =>
        classRule(classes, 1, threshold),
  },
  {
    name: 'class rule, 3 days',
    parameter: 'cases in a class',
    values: [3, 4, 5, 6, 7, 8, 9, 10],
    family:
      (threshold) =>
      ({ classes }) =>
        classRule(classes, 3, threshold),
  },
  {
    name: 'class rule (5 in 3 days) or GLR',
    parameter: 'limit of the GLR',
    values: range(1, 12, 45),
    family: (limit) => (input) =>
      either(classRule(input.classes, 3, 5), glr(limit, input), input.series.length),
  },
];

/** Rise of any size over the last ten school days, against weekday means and scatter of the baseline. */
function glr(limit: number, { series }: SchoolReports) {
  return detectColumns(series, {
    method: 'glr',
    from: BASELINE_DAYS,
    limit,
    alpha: dispersionOf(series),
    mean: weekdayMeans(series),
    window: 10,
  });
}

/** Alarm when either of two detectors alarms; undefined only where both are. */
function either(a: ReturnType<Detector>, b: ReturnType<Detector>, length: number): ReturnType<Detector> {
  const at = ({ first, alarm }: ReturnType<Detector>, t: number) => (t < first ? 2 : (alarm[t - first] ?? 2));
  const alarm = Uint8Array.from({ length }, (_, t) => {
    const answers = [at(a, t), at(b, t)];
    return answers.includes(1) ? 1 : answers.includes(0) ? 0 : 2;
  });
  return { first: 0, alarm };
}

/** Alarm when any class has at least `threshold` new ill pupils in the last `days` school days. */
function classRule(classes: readonly Int32Array[], days: number, threshold: number) {
  const alarm = Uint8Array.from(classes, (row, t) => {
    const window = classes.slice(Math.max(0, t - days + 1), t + 1);
    return row.some((_, c) => window.reduce((sum, day) => sum + day[c]!, 0) >= threshold) ? 1 : 0;
  });
  return { first: 0, alarm };
}
