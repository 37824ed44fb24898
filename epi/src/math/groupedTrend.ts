/**
 * Log-linear models for counts with a level for each group and at most one slope:
 * log E(yᵢ) = offsetᵢ + a[levelᵢ] + b·timeᵢ. These are all the models of the Farrington methods.
 */
export interface GroupedTrendProblem {
  /** Counts ≥ 0, length n, from {@link prepareCounts}. */
  readonly counts: PreparedCounts;
  /** Covariate of the slope; null for a model without one. */
  readonly time: Float64Array | null;
  /** Group 0 … levels−1 of each observation. */
  readonly level: Uint8Array;
  readonly levels: number;
  /** Prior weights ≥ 0; null for 1. */
  readonly weights: Float64Array | null;
  /** Known part of the linear predictor; null for 0. */
  readonly offset: Float64Array | null;
}

/** Counts with the logarithms that every fit to them needs. */
export interface PreparedCounts {
  readonly values: Float64Array;
  /** log(y + 0.1), the linear predictor that iteration starts from. */
  readonly logStart: Float64Array;
  /** y log y − y, 0 at 0: the part of the deviance that does not depend on the fit. */
  readonly saturated: Float64Array;
}

/** Logarithms once for the up to four fits of a monitored point. */
export function prepareCounts(values: Float64Array): PreparedCounts {
  return {
    values,
    logStart: values.map((y) => Math.log(y + 0.1)),
    saturated: values.map((y) => (y > 0 ? y * Math.log(y) - y : 0)),
  };
}

/** A fitted {@link GroupedTrendProblem}. */
export interface GroupedTrendFit {
  /** Slope b per unit of time; NaN without one, or when time does not vary within groups. */
  readonly slope: number;
  /** Variance of b over the dispersion. */
  readonly slopeVariance: number;
  /** Fitted means. */
  readonly fitted: Float64Array;
  /** Leverages, from the last least-squares step. */
  readonly leverage: Float64Array;
  /** Quasi-Poisson dispersion, not floored; NaN without residual degrees of freedom. */
  readonly dispersion: number;
  readonly deviance: number;
  readonly residualDf: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Linear predictor without offset at a time and level. */
  readonly predict: (time: number, level: number) => number;
  /** Its variance over the dispersion. */
  readonly variance: (time: number, level: number) => number;
}

const MAX_ITERATIONS = 25;
const TOLERANCE = 1e-8;
/** Smallest mean a fit or prediction may have, one unit of double rounding. */
export const SMALLEST_MEAN = 2 ** -52;

/** Working arrays that never leave a fit, kept between fits: allocating them costs as much as a small fit. */
let scratch: readonly [Float64Array, Float64Array, Float64Array] = [
  new Float64Array(0),
  new Float64Array(0),
  new Float64Array(0),
];

/** At least n entries each; their content is whatever the last fit left. */
function scratchOf(n: number): typeof scratch {
  if (scratch[0].length < n)
    scratch = [new Float64Array(2 * n), new Float64Array(2 * n), new Float64Array(2 * n)];
  return scratch;
}

/** One weighted least-squares step: a mean for each group and the slope within groups. */
class Step {
  readonly weight: Float64Array;
  readonly time: Float64Array;
  readonly target: Float64Array;
  slope = 0;
  spread = 0;

  constructor(levels: number) {
    this.weight = new Float64Array(levels);
    this.time = new Float64Array(levels);
    this.target = new Float64Array(levels);
  }

  /** Working weights and responses from the means and linear predictors so far, then means of groups and slope. */
  solve(
    { counts, time, level, levels, weights, offset }: GroupedTrendProblem,
    mu: Float64Array,
    eta: Float64Array,
    working: Float64Array,
    target: Float64Array,
  ): void {
    const { values } = counts;
    const n = values.length;
    this.weight.fill(0);
    this.target.fill(0);
    this.time.fill(0);
    for (let i = 0; i < n; i++) {
      const g = level[i]!;
      const m = mu[i]!;
      const w = weights ? weights[i]! * m : m;
      let z = eta[i]! + (values[i]! - m) / m;
      if (offset) z -= offset[i]!;
      working[i] = w;
      target[i] = z;
      this.weight[g]! += w;
      this.target[g]! += w * z;
      if (time) this.time[g]! += w * time[i]!;
    }
    for (let g = 0; g < levels; g++) {
      if (this.weight[g] === 0) continue;
      this.target[g]! /= this.weight[g]!;
      this.time[g]! /= this.weight[g]!;
    }
    if (!time) return;
    let spread = 0;
    let product = 0;
    for (let i = 0; i < n; i++) {
      const g = level[i]!;
      const centred = time[i]! - this.time[g]!;
      const scaled = working[i]! * centred;
      spread += scaled * centred;
      product += scaled * (target[i]! - this.target[g]!);
    }
    this.spread = spread;
    this.slope = spread > 0 ? product / spread : 0;
  }
}

/**
 * Linear predictors and means after a step.
 *
 * @returns half the deviance of the new means
 */
function updateMeans(problem: GroupedTrendProblem, step: Step, eta: Float64Array, mu: Float64Array): number {
  const { counts, time, level, levels, weights, offset } = problem;
  const { values, saturated } = counts;
  // Without slope and offset a group has one mean: an exponential for each group in place of one for each count.
  const shared = time || offset ? null : step.target.map((value) => Math.max(Math.exp(value), SMALLEST_MEAN));
  let sum = 0;
  for (let i = 0; i < mu.length; i++) {
    const g = levels === 1 ? 0 : level[i]!;
    let value = step.target[g]!;
    let m: number;
    if (shared) m = shared[g]!;
    else {
      if (offset) value += offset[i]!;
      if (time) value += step.slope * (time[i]! - step.time[g]!);
      m = Math.max(Math.exp(value), SMALLEST_MEAN);
    }
    eta[i] = value;
    mu[i] = m;
    const unit = saturated[i]! - values[i]! * value + m;
    sum += weights ? weights[i]! * unit : unit;
  }
  return sum;
}

/**
 * Quasi-Poisson fit by iteratively reweighted least squares with the same start, stopping rule and conventions as
 * fitLogLinear. Because indicators of groups are orthogonal, each step needs only group means and one slope from
 * deviations within groups: exact, stable, and in time proportional to n whatever the number of levels.
 */
export function fitGroupedTrend(problem: GroupedTrendProblem): GroupedTrendFit {
  const { counts, time, level, levels, weights } = problem;
  const { values, logStart, saturated } = counts;
  const n = values.length;
  const mu = new Float64Array(n);
  const [eta, working, target] = scratchOf(n);
  const step = new Step(levels);
  let deviance = 0;
  for (let i = 0; i < n; i++) {
    const y = values[i]!;
    mu[i] = y + 0.1;
    eta[i] = logStart[i]!;
    deviance += 2 * (weights ? weights[i]! : 1) * (saturated[i]! - y * logStart[i]! + mu[i]!);
  }
  let iterations = 0;
  let converged = false;
  while (iterations < MAX_ITERATIONS && !converged) {
    iterations++;
    step.solve(problem, mu, eta, working, target);
    const next = 2 * updateMeans(problem, step, eta, mu);
    converged = Math.abs(next - deviance) / (Math.abs(next) + 0.1) < TOLERANCE;
    deviance = next;
  }
  const sloped = step.spread > 0;
  const leverage = new Float64Array(n);
  let used = 0;
  let pearson = 0;
  for (let i = 0; i < n; i++) {
    const g = level[i]!;
    const w = working[i]!;
    const m = mu[i]!;
    const centred = sloped ? time![i]! - step.time[g]! : 0;
    const residual = (values[i]! - m) / m;
    if (w > 0) used++;
    leverage[i] = w / step.weight[g]! + (sloped ? (w * centred * centred) / step.spread : 0);
    pearson += w * residual * residual;
  }
  let groups = 0;
  for (let g = 0; g < levels; g++) if (step.weight[g]! > 0) groups++;
  const residualDf = used - groups - (sloped ? 1 : 0);
  return {
    slope: sloped ? step.slope : Number.NaN,
    slopeVariance: sloped ? 1 / step.spread : Number.NaN,
    fitted: mu,
    leverage,
    dispersion: residualDf > 0 ? pearson / residualDf : Number.NaN,
    deviance,
    residualDf,
    iterations,
    converged,
    predict: (at, g) => step.target[g]! + (sloped ? step.slope * (at - step.time[g]!) : 0),
    variance: (at, g) => 1 / step.weight[g]! + (sloped ? (at - step.time[g]!) ** 2 / step.spread : 0),
  };
}
