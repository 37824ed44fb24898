import { studentTwoSided } from '../math/student.ts';
import type { ReferenceData, RobustFit } from './robustFit.ts';
import { allocateColumns, type DetectionColumns, exceeds, UNDEFINED_ALARM } from './types.ts';

/** Exponent of the power transformation that makes the prediction error nearly normal. */
export type PowerTransform = '2/3' | '1/2' | 'none';

export const EXPONENT: Readonly<Record<PowerTransform, number>> = { '2/3': 2 / 3, '1/2': 1 / 2, none: 1 };

/** "Fewer than `cases` in the last `period` points, the current one included: no alarm." */
export interface CaseLimit {
  readonly cases: number;
  readonly period: number;
}

/** Columns of the Farrington methods beyond the common ones. */
export interface FarringtonColumns extends DetectionColumns {
  /** 1 where the trend was kept. */
  readonly trend: Uint8Array;
  /** 1 where there were enough recent cases for an alarm. */
  readonly enoughCases: Uint8Array;
  /** Dispersion max(1, φ̂) of the final fit. */
  readonly phi: Float64Array;
  /** Alarm bound whether or not there were enough cases, in counts. */
  readonly bound: Float64Array;
  /** P(new count ≤ observed) under the fitted model. */
  readonly probability: Float64Array;
}

const YEARS_FOR_TREND = 3;

/** Whether the last `period` counts up to t reach the limit; a missing count adds nothing. */
export function hasEnoughCases(counts: Float64Array, t: number, limit: CaseLimit): boolean {
  let sum = 0;
  for (let i = Math.max(0, t - limit.period + 1); i <= t; i++)
    sum += Number.isNaN(counts[i]!) ? 0 : counts[i]!;
  return sum >= limit.cases;
}

/** The three conditions of Farrington et al. (1996) for keeping a trend. */
export function keepsTrend(
  robust: RobustFit,
  data: ReferenceData,
  dispersion: number,
  prediction: number,
  years: number,
  significance: number,
): boolean {
  if (!robust.trend || years < YEARS_FOR_TREND) return false;
  const { fit } = robust;
  if (fit.residualDf < 1) return false;
  const t = fit.slope / Math.sqrt(dispersion * fit.slopeVariance);
  if (!(studentTwoSided(t, fit.residualDf) < significance)) return false;
  return data.counts.values.some((count) => prediction <= count);
}

/**
 * Upper bound on the power scale: (μ^e + z·sd)^{1/e} with sd = e μ^{e−½} √τ, τ = φ + Var(μ̂)/μ.
 *
 * @param variance Var(μ̂), in counts²
 */
export function powerBound(
  mean: number,
  variance: number,
  phi: number,
  exponent: number,
  z: number,
): { upper: number; sd: number } {
  const sd = exponent * mean ** (exponent - 0.5) * Math.sqrt(phi + variance / mean);
  return { upper: Math.max(0, mean ** exponent + z * sd) ** (1 / exponent), sd };
}

export function allocateFarrington(first: number, last: number): FarringtonColumns {
  const length = last - first + 1;
  return {
    ...allocateColumns(first, last),
    trend: new Uint8Array(length),
    enoughCases: new Uint8Array(length),
    phi: new Float64Array(length),
    bound: new Float64Array(length),
    probability: new Float64Array(length),
  };
}

/** Write the columns that both Farrington methods share. */
export function setPoint(
  columns: FarringtonColumns,
  i: number,
  count: number,
  mean: number,
  bound: number,
  enough: boolean,
): void {
  columns.expected[i] = mean;
  columns.bound[i] = bound;
  columns.upper[i] = enough ? bound : Number.NaN;
  columns.score[i] = (count - mean) / (bound - mean);
  columns.enoughCases[i] = enough ? 1 : 0;
  columns.alarm[i] = enough ? exceeds(count, bound) : 0;
}

/** Too little history to fit anything: every number undefined. */
export function fillUndefined(columns: FarringtonColumns, i: number): void {
  for (const column of [columns.expected, columns.upper, columns.score, columns.phi, columns.bound]) {
    column[i] = Number.NaN;
  }
  columns.probability[i] = Number.NaN;
  columns.alarm[i] = UNDEFINED_ALARM;
}
