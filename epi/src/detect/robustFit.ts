import { fitGroupedTrend, type GroupedTrendFit, type PreparedCounts } from '../math/groupedTrend.ts';

/** Reference observations of one monitored point. */
export interface ReferenceData {
  readonly counts: PreparedCounts;
  /** Time covariate of each, in periods. */
  readonly time: Float64Array;
  /** Level (0 … levels−1) of the seasonal factor of each; all 0 without a factor. */
  readonly level: Uint8Array;
  /** Number of levels; 1 without a factor. */
  readonly levels: number;
  /** log population of each; null without an offset. */
  readonly offset: Float64Array | null;
}

/** A quasi-Poisson fit after the optional second, reweighted pass. */
export interface RobustFit {
  readonly fit: GroupedTrendFit;
  /** Whether the model has a time trend. */
  readonly trend: boolean;
  /** Prior weights of the second pass; null when it was not made. */
  readonly weights: Float64Array | null;
}

/** Fit the reference model, with prior weights in the second pass. */
export function fitReference(
  data: ReferenceData,
  trend: boolean,
  weights: Float64Array | null,
): GroupedTrendFit {
  return fitGroupedTrend({ ...data, time: trend ? data.time : null, weights });
}

/**
 * Standardised Anscombe residuals 1.5 (y^⅔ μ^−⅙ − μ^½)/√(φ(1 − h)), φ = max(1, φ̂) (Farrington et al. 1996).
 */
export function anscombeResiduals(response: Float64Array, fit: GroupedTrendFit): Float64Array {
  const phi = Math.max(1, fit.dispersion);
  const residuals = new Float64Array(response.length);
  for (let i = 0; i < residuals.length; i++) {
    const root = Math.cbrt(response[i]!);
    const squareRoot = Math.sqrt(fit.fitted[i]!);
    residuals[i] =
      (1.5 * ((root * root) / Math.cbrt(squareRoot) - squareRoot)) / Math.sqrt(phi * (1 - fit.leverage[i]!));
  }
  return residuals;
}

/** Weights γ s⁻² where s exceeds the threshold, γ elsewhere, γ such that they sum to n. */
export function downweights(residuals: Float64Array, threshold: number): Float64Array {
  const n = residuals.length;
  const weights = new Float64Array(n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const s = residuals[i]!;
    weights[i] = s > threshold ? 1 / (s * s) : 1;
    total += weights[i]!;
  }
  const scale = n / total;
  for (let i = 0; i < n; i++) weights[i]! *= scale;
  return weights;
}

/**
 * Fit with or without trend; with a threshold, down-weight large residuals and fit again from scratch.
 * A first fit with trend that does not converge is replaced by one without.
 */
export function robustFit(data: ReferenceData, trend: boolean, threshold: number | null): RobustFit {
  const first = fitReference(data, trend, null);
  if (trend && !first.converged) return robustFit(data, false, threshold);
  if (threshold === null) return { fit: first, trend, weights: null };
  const weights = downweights(anscombeResiduals(data.counts.values, first), threshold);
  return { fit: fitReference(data, trend, weights), trend, weights };
}
