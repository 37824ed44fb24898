import { fitLogLinear, type LogLinearFit } from '../math/logLinear.ts';

/** Reference observations of one monitored point. */
export interface ReferenceData {
  /** Counts. */
  readonly response: Float64Array;
  /** Time covariate of each, in periods. */
  readonly time: Float64Array;
  /** Level (0 … levels−1) of the seasonal factor of each; null without a factor. */
  readonly level: Uint8Array | null;
  /** Number of levels; 1 without a factor. */
  readonly levels: number;
  /** log population of each; null without an offset. */
  readonly offset: Float64Array | null;
}

/** A quasi-Poisson fit after the optional second, reweighted pass. */
export interface RobustFit {
  readonly fit: LogLinearFit;
  /** Whether the model has a time trend (its coefficient is then the second). */
  readonly trend: boolean;
  /** Prior weights of the second pass; null when it was not made. */
  readonly weights: Float64Array | null;
}

/** Columns: 1, time (with a trend), one indicator for each level but the first. */
export function designOf(data: ReferenceData, trend: boolean): { design: Float64Array; columns: number } {
  const n = data.response.length;
  const columns = 1 + (trend ? 1 : 0) + data.levels - 1;
  const design = new Float64Array(n * columns);
  design.fill(1, 0, n);
  if (trend) design.set(data.time, n);
  const { level } = data;
  if (level) {
    const before = trend ? 1 : 0;
    for (let i = 0; i < n; i++) if (level[i]! > 0) design[(before + level[i]!) * n + i] = 1;
  }
  return { design, columns };
}

/** The row of the design at the monitored point. */
export function designRow(columns: number, trend: boolean, time: number, level: number): Float64Array {
  const row = new Float64Array(columns);
  row[0] = 1;
  if (trend) row[1] = time;
  if (level > 0) row[(trend ? 1 : 0) + level] = 1;
  return row;
}

/**
 * Standardised Anscombe residuals 1.5 (y^⅔ μ^−⅙ − μ^½)/√(φ(1 − h)), φ = max(1, φ̂) (Farrington et al. 1996).
 */
export function anscombeResiduals(response: Float64Array, fit: LogLinearFit): Float64Array {
  const phi = Math.max(1, fit.dispersion);
  const residuals = new Float64Array(response.length);
  for (let i = 0; i < residuals.length; i++) {
    const root = Math.cbrt(response[i]!);
    const mu = fit.fitted[i]!;
    residuals[i] =
      (1.5 * (root * root * mu ** (-1 / 6) - Math.sqrt(mu))) / Math.sqrt(phi * (1 - fit.leverage[i]!));
  }
  return residuals;
}

/** Weights γ s⁻² where s exceeds the threshold, γ elsewhere, γ such that they sum to n. */
export function downweights(residuals: Float64Array, threshold: number): Float64Array {
  const weights = residuals.map((s) => (s > threshold ? 1 / (s * s) : 1));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => (w * weights.length) / total);
}

/**
 * Fit with or without trend; with a threshold, down-weight large residuals and fit again from scratch.
 * A first fit with trend that does not converge is replaced by one without.
 */
export function robustFit(data: ReferenceData, trend: boolean, threshold: number | null): RobustFit {
  const { design, columns } = designOf(data, trend);
  const { response } = data;
  const offset = data.offset ?? undefined;
  const first = fitLogLinear({ design, response, offset }, columns);
  if (trend && !first.converged) return robustFit(data, false, threshold);
  if (threshold === null) return { fit: first, trend, weights: null };
  const weights = downweights(anscombeResiduals(response, first), threshold);
  return { fit: fitLogLinear({ design, response, weights, offset }, columns), trend, weights };
}
