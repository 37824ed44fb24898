import type { DetectionColumns } from '../detect/index.ts';
import { EpiError } from '../errors.ts';
import type { Series } from '../series/index.ts';
import { absenceSeries, type Epidemic } from '../simulate/index.ts';

/** A true outbreak: its first and last time step, 0-based, inclusive. */
export interface Outbreak {
  readonly from: number;
  readonly to: number;
}

/**
 * Something to watch whose outbreaks are known. `input` is whatever the detector takes: a series, or more
 * (counts by class, say).
 */
export interface LabelledCase<T = Series> {
  readonly input: T;
  /** Time steps. */
  readonly length: number;
  /** In order, not overlapping. */
  readonly outbreaks: readonly Outbreak[];
}

/** Anything that watches: a built-in detector with its options, a rule, or one's own. */
export type Detector<T = Series> = (input: T) => Pick<DetectionColumns, 'first' | 'alarm'>;

/** @throws EpiError EMPTY without cases, OUT_OF_RANGE for outbreaks outside their case or out of order */
export function checkCases(cases: readonly LabelledCase<unknown>[]): void {
  if (cases.length === 0) throw new EpiError('EMPTY', 'there is no case to evaluate', { field: 'cases' });
  cases.forEach(({ length, outbreaks }, index) => {
    let after = 0;
    for (const { from, to } of outbreaks) {
      const fits =
        Number.isInteger(from) && Number.isInteger(to) && from >= after && to >= from && to < length;
      if (!fits) {
        const message = `cases[${index}]: outbreak ${from}…${to} overlaps another or lies outside 0…${length - 1}`;
        throw new EpiError('OUT_OF_RANGE', message, { field: 'cases', index });
      }
      after = to + 1;
    }
  });
}

/**
 * Labels the reports of a simulated school: the outbreak runs from the school day on which the first pupil is
 * away with the disease to the last such day.
 *
 * @param which new absences (default) or all absent ill pupils
 * @param minimumIll smaller clusters, in pupils ever ill, are no outbreak; default 5
 */
export function labelEpidemic(
  epidemic: Epidemic,
  which: 'new' | 'all' = 'new',
  minimumIll = 5,
): LabelledCase {
  const series = absenceSeries(epidemic, which);
  const outbreak = outbreakOf(epidemic, minimumIll);
  return { input: series, length: series.length, outbreaks: outbreak ? [outbreak] : [] };
}

/** First and last school day, counted in school days, with a pupil away because of the disease. */
export function outbreakOf(epidemic: Epidemic, minimumIll = 5): Outbreak | null {
  if (epidemic.ill < minimumIll) return null;
  let from = -1;
  let to = -1;
  let schoolDay = 0;
  epidemic.open.forEach((isOpen, day) => {
    if (!isOpen) return;
    if (epidemic.absentIll[day]! > 0) {
      if (from < 0) from = schoolDay;
      to = schoolDay;
    }
    schoolDay++;
  });
  return from < 0 ? null : { from, to };
}
