import { checkAmount } from '../checks.ts';
import { EpiError } from '../errors.ts';
import { type Evaluation, type EvaluationOptions, evaluateDetector } from './evaluate.ts';
import type { Detector, LabelledCase } from './labelled.ts';

/** One setting of a detector and how it does. */
export interface OperatingPoint extends Evaluation {
  /** The parameter's value, e.g. a threshold. */
  readonly parameter: number;
}

/**
 * The operating characteristic of a detector over a parameter: false alarms against sensitivity (ROC) and
 * against delay (AMOC, activity monitoring; Fawcett & Provost 1999, KDD-99:53).
 *
 * @param family makes the detector for a value of the parameter
 * @param parameters values to try
 * @returns one point a value, fewest false alarms first
 * @throws EpiError EMPTY without values, and those of `evaluateDetector`
 */
export function operatingCharacteristic<T>(
  cases: readonly LabelledCase<T>[],
  family: (parameter: number) => Detector<T>,
  parameters: readonly number[],
  options: EvaluationOptions = {},
): OperatingPoint[] {
  if (parameters.length === 0)
    throw new EpiError('EMPTY', 'there are no values to try', { field: 'parameters' });
  return parameters
    .map((parameter) => ({ parameter, ...evaluateDetector(cases, family(parameter), options) }))
    .sort((a, b) => a.falseAlarmRate - b.falseAlarmRate || a.meanDelay - b.meanDelay);
}

/**
 * The best setting that gives at most so many false alarms: the one with the least mean delay. Detectors can be
 * compared only at the same rate of false alarms.
 * @param falseAlarmRate largest rate accepted, per step
 * @returns null when every setting alarms more often
 */
export function bestWithin(points: readonly OperatingPoint[], falseAlarmRate: number): OperatingPoint | null {
  checkAmount(falseAlarmRate, 'falseAlarmRate');
  let best: OperatingPoint | null = null;
  for (const point of points) {
    if (point.falseAlarmRate > falseAlarmRate) continue;
    if (!best || point.meanDelay < best.meanDelay) best = point;
  }
  return best;
}
