import { checkWhole } from '../checks.ts';
import type { Interval } from '../interval.ts';
import { normalQuantile } from '../math/index.ts';
import { checkCases, type Detector, type LabelledCase } from './labelled.ts';

export interface EvaluationOptions {
  /**
   * Steps before which nothing is judged, so that detectors with different baselines meet the same days: alarms
   * before it count neither way, outbreaks that begin before it are left out. Default 0.
   */
  readonly from?: number;
  /** Steps after an outbreak in which an alarm is neither false nor a detection; default 0. */
  readonly grace?: number;
  /** A detection later than this many steps into the outbreak is too late to count; default none. */
  readonly latest?: number;
}

/** How well a detector does. Steps are observations, e.g. school days. */
export interface Evaluation {
  /** Outbreaks judged and detected. */
  readonly outbreaks: number;
  readonly detected: number;
  /** detected / outbreaks, with Wilson's 95 % limits; NaN without outbreaks. */
  readonly sensitivity: Interval;
  /** Steps outside outbreaks that were judged, and alarms on them. */
  readonly quietSteps: number;
  readonly falseAlarms: number;
  /** Share of quiet steps without an alarm, with Wilson's 95 % limits. */
  readonly specificity: Interval;
  /** False alarms per step; its inverse is the mean time between them. */
  readonly falseAlarmRate: number;
  /** Steps from the first step of an outbreak to its first alarm (0 = the same step), of detected outbreaks, sorted. */
  readonly timesToDetection: readonly number[];
  /** Median of these; NaN if none. */
  readonly medianTimeToDetection: number;
  /** Sum over outbreaks of the steps without alarm: the time to detection, or the whole length if missed. */
  readonly accumulatedDelay: number;
  /** The same for each outbreak on average. */
  readonly meanDelay: number;
  /** Mean share of an outbreak that remained at its detection, 0 if missed (Kleinman & Abrams 2006): 1 is best. */
  readonly timeliness: number;
  /** Undefined answers (gaps in the baseline) among the judged steps. */
  readonly undefinedSteps: number;
}

/**
 * Judges a detector on cases with known outbreaks (measures: Kleinman & Abrams 2006, Stat. Methods Med. Res.
 * 15:445; Fricker 2013, "Introduction to Statistical Methods for Biosurveillance", chapter 6).
 *
 * @throws EpiError EMPTY, OUT_OF_RANGE, BAD_OPTION, and whatever the detector throws
 */
export function evaluateDetector<T>(
  cases: readonly LabelledCase<T>[],
  detector: Detector<T>,
  options: EvaluationOptions = {},
): Evaluation {
  checkCases(cases);
  const { from = 0, grace = 0, latest = Number.MAX_SAFE_INTEGER } = options;
  checkWhole(from, 'from', 0, Number.MAX_SAFE_INTEGER);
  checkWhole(grace, 'grace', 0, Number.MAX_SAFE_INTEGER);
  checkWhole(latest, 'latest', 0, Number.MAX_SAFE_INTEGER);
  let outbreaks = 0;
  let quietSteps = 0;
  let falseAlarms = 0;
  let undefinedSteps = 0;
  let accumulatedDelay = 0;
  let saved = 0;
  const times: number[] = [];
  for (const { input, length, outbreaks: truth } of cases) {
    const { first, alarm } = detector(input);
    const at = (t: number) => (t < first ? 2 : (alarm[t - first] ?? 2));
    let quietFrom = from;
    for (const outbreak of [...truth, { from: length, to: length }]) {
      for (let t = quietFrom; t < outbreak.from; t++) {
        const answer = at(t);
        if (answer === 2) undefinedSteps++;
        else quietSteps++;
        if (answer === 1) falseAlarms++;
      }
      quietFrom = Math.max(quietFrom, outbreak.to + 1 + grace);
      if (outbreak.from === length || outbreak.from < from) continue;
      outbreaks++;
      const duration = outbreak.to - outbreak.from + 1;
      let time = 0;
      while (time < duration && time <= latest && at(outbreak.from + time) !== 1) time++;
      const isDetected = time < duration && time <= latest;
      if (isDetected) times.push(time);
      accumulatedDelay += isDetected ? time : duration;
      saved += isDetected ? 1 - time / duration : 0;
    }
  }
  times.sort((a, b) => a - b);
  return {
    outbreaks,
    detected: times.length,
    sensitivity: wilson(times.length, outbreaks),
    quietSteps,
    falseAlarms,
    specificity: wilson(quietSteps - falseAlarms, quietSteps),
    falseAlarmRate: falseAlarms / quietSteps,
    timesToDetection: times,
    medianTimeToDetection: median(times),
    accumulatedDelay,
    meanDelay: accumulatedDelay / outbreaks,
    timeliness: saved / outbreaks,
    undefinedSteps,
  };
}

function median(sorted: readonly number[]): number {
  const n = sorted.length;
  return n === 0 ? Number.NaN : (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
}

/** Wilson's score interval for a proportion (Wilson 1927, J. Am. Stat. Assoc. 22:209), 95 %. */
function wilson(successes: number, n: number): Interval {
  if (n === 0) return { estimate: Number.NaN, lower: 0, upper: 1 };
  const z = normalQuantile(0.975);
  const p = successes / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return { estimate: p, lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}
