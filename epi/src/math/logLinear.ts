import { inverseForm, type LeastSquares, leastSquares } from './leastSquares.ts';

/** A log-linear model for counts: log E(yᵢ) = offsetᵢ + xᵢᵀβ. */
export interface LogLinearProblem {
  /** Design matrix, column-major n × p. */
  readonly design: Float64Array;
  /** Counts ≥ 0, length n. */
  readonly response: Float64Array;
  /** Prior weights ≥ 0, length n; 1 when absent. */
  readonly weights?: Float64Array | undefined;
  /** Known part of the linear predictor, length n; 0 when absent. */
  readonly offset?: Float64Array | undefined;
  /** Negative binomial size θ (variance μ + μ²/θ); the (quasi-)Poisson model when absent. */
  readonly size?: number | undefined;
  /** Linear predictors to start from, those of an earlier fit; log(y + 0.1) or the like when absent. */
  readonly start?: Float64Array | undefined;
}

/** A fitted {@link LogLinearProblem}. */
export interface LogLinearFit {
  readonly coefficients: Float64Array;
  /** Linear predictors of the last iteration. */
  readonly linear: Float64Array;
  /** Fitted means of the last iteration. */
  readonly fitted: Float64Array;
  /** Working weights of the last least-squares step, that is from the means before the last update. */
  readonly workingWeights: Float64Array;
  /** Leverages from the same step. */
  readonly leverage: Float64Array;
  /** Quasi-Poisson dispersion: Σ W ((y−μ)/μ)²/(n − p); NaN when n = p. Not floored. */
  readonly dispersion: number;
  readonly deviance: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Observations with a positive weight minus the columns in use. */
  readonly residualDf: number;
  /** xᵀ(XᵀWX)⁻¹x. */
  readonly unscaledVariance: (x: ArrayLike<number>) => number;
}

const MAX_ITERATIONS = 25;
const TOLERANCE = 1e-8;
/** Smallest fitted mean, one unit of double rounding. */
const SMALLEST_MEAN = 2 ** -52;

/** Twice the summed unit deviances of the Poisson or negative binomial. */
function devianceOf(problem: LogLinearProblem, mu: Float64Array): number {
  const { response, weights, size } = problem;
  let sum = 0;
  for (let i = 0; i < mu.length; i++) {
    const y = response[i]!;
    const m = mu[i]!;
    const own = y > 0 ? y * Math.log(y / m) : 0;
    const rest = size === undefined ? y - m : (y + size) * Math.log((y + size) / (m + size));
    sum += (weights ? weights[i]! : 1) * (own - rest);
  }
  return 2 * sum;
}

/**
 * Fit by iteratively reweighted least squares (McCullagh & Nelder 1989, section 2.5), stopping when the
 * deviance changes by less than 1e-8 relative, after 25 steps at most.
 *
 * Weights and leverages are those of the last least-squares step while fitted means are updated once more:
 * the common convention, kept because published bounds depend on it in the fifth digit.
 *
 * @param columns number p of columns of the design
 */
export function fitLogLinear(problem: LogLinearProblem, columns: number): LogLinearFit {
  const { design, response, weights, offset, size, start } = problem;
  const n = response.length;
  const p = columns;
  const mu = new Float64Array(n);
  const eta = new Float64Array(n);
  const working = new Float64Array(n);
  const scaled = new Float64Array(n * p);
  const target = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const y = response[i]!;
    mu[i] = start ? Math.exp(start[i]!) : size === undefined ? y + 0.1 : y === 0 ? 1 / 6 : y;
    eta[i] = start ? start[i]! : Math.log(mu[i]!);
  }
  let deviance = devianceOf(problem, mu);
  let solution: LeastSquares | undefined;
  let iterations = 0;
  let converged = false;
  while (iterations < MAX_ITERATIONS && !converged) {
    iterations++;
    for (let i = 0; i < n; i++) {
      const m = mu[i]!;
      const w = (weights ? weights[i]! : 1) * (size === undefined ? m : m / (1 + m / size));
      working[i] = w;
      const root = Math.sqrt(w);
      target[i] = root * (eta[i]! - (offset ? offset[i]! : 0) + (response[i]! - m) / m);
      for (let j = 0; j < p; j++) scaled[j * n + i] = root * design[j * n + i]!;
    }
    solution = leastSquares(scaled, target, n, p);
    const beta = solution.coefficients;
    for (let i = 0; i < n; i++) {
      let value = offset ? offset[i]! : 0;
      for (let j = 0; j < p; j++) value += beta[j]! * design[j * n + i]!;
      eta[i] = value;
      mu[i] = Math.max(Math.exp(value), SMALLEST_MEAN);
    }
    const next = devianceOf(problem, mu);
    converged = Math.abs(next - deviance) / (Math.abs(next) + 0.1) < TOLERANCE;
    deviance = next;
  }
  const { coefficients, q, r, rank } = solution!;
  const leverage = new Float64Array(n);
  for (let j = 0; j < p; j++) for (let i = 0; i < n; i++) leverage[i]! += q[j * n + i]! ** 2;
  let used = 0;
  let pearson = 0;
  for (let i = 0; i < n; i++) {
    if (working[i]! > 0) used++;
    pearson += working[i]! * ((response[i]! - mu[i]!) / mu[i]!) ** 2;
  }
  const residualDf = used - rank;
  return {
    coefficients,
    linear: eta,
    fitted: mu,
    workingWeights: working,
    leverage,
    dispersion: residualDf > 0 ? pearson / residualDf : Number.NaN,
    deviance,
    iterations,
    converged,
    residualDf,
    unscaledVariance: (x) => inverseForm(r, p, x),
  };
}
