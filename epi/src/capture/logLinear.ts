import { checkCount, checkLevel } from '../checks.ts';
import { EpiError } from '../errors.ts';
import type { Interval } from '../interval.ts';
import { normalQuantile } from '../math/index.ts';
import { fitLogLinear } from '../math/logLinear.ts';
import { lognormalLimits } from './twoSource.ts';

/** One model of how the lists depend on each other. */
export interface CaptureModel {
  /** Pairs of sources (0-based) that depend on each other; empty for independence. */
  readonly dependencies: readonly (readonly [number, number])[];
  /** Estimated total with log-normal limits. */
  readonly total: Interval;
  readonly standardError: number;
  /** Likelihood-ratio statistic G² against the saturated model, and its degrees of freedom. */
  readonly deviance: number;
  readonly degreesOfFreedom: number;
  /** G² − 2 df: equal to Akaike's criterion up to a constant. */
  readonly aic: number;
  /** Akaike weight among the estimable models: how much the data favour this one. */
  readonly weight: number;
}

export interface LogLinearCapture {
  /** The model with the lowest AIC. */
  readonly best: CaptureModel;
  /** All models that can be estimated, lowest AIC first (fewer parameters first among equals). */
  readonly models: readonly CaptureModel[];
  /** Models left out because an empty overlap leaves a parameter without an estimate. */
  readonly notEstimable: readonly (readonly (readonly [number, number])[])[];
  /** Cases on at least one list. */
  readonly seen: number;
}

/**
 * Capture–recapture with three to five sources by log-linear models (Fienberg 1972, Biometrika 59:591;
 * IWGDMF 1995, Am. J. Epidemiol. 142:1047): all hierarchical models with dependence between pairs of sources
 * are fitted to the 2ᵏ − 1 observed cells, and the empty cell is projected. The model is chosen by AIC.
 * The limits take the chosen model as true: look at the other models' totals as well.
 *
 * @param histories cases by capture history; `'101'` is on the first and third list. Missing histories count 0.
 * @param confidence coverage of the limits, default 0.95
 * @throws EpiError EMPTY, BAD_OPTION for a malformed history, NO_CONVERGENCE when no model is estimable
 */
export function logLinearCapture(
  histories: Readonly<Record<string, number>>,
  confidence = 0.95,
): LogLinearCapture {
  checkLevel(confidence, 'confidence');
  const names = Object.keys(histories);
  const sources = names[0]?.length ?? 0;
  if (sources < 3 || sources > 5) {
    throw new EpiError('BAD_OPTION', `a log-linear model takes 3 to 5 sources, got ${sources}`, {
      field: 'histories',
    });
  }
  for (const name of names) {
    if (name.length !== sources || !/^[01]*1[01]*$/.test(name)) {
      const message = `"${name}" is no capture history: write ${sources} digits 0 or 1, at least one 1`;
      throw new EpiError('BAD_OPTION', message, { field: 'histories' });
    }
    checkCount(histories[name]!, `histories.${name}`);
  }
  const cells = Array.from({ length: 2 ** sources - 1 }, (_, i) =>
    (i + 1).toString(2).padStart(sources, '0'),
  );
  const counts = Float64Array.from(cells, (cell) => histories[cell] ?? 0);
  const seen = counts.reduce((a, b) => a + b, 0);
  if (seen === 0) throw new EpiError('EMPTY', 'no case is on any list', { field: 'histories' });
  const z = normalQuantile(0.5 + confidence / 2);
  const fitted: Omit<CaptureModel, 'weight'>[] = [];
  const notEstimable: (readonly [number, number])[][] = [];
  for (const dependencies of subsetsOfPairs(sources)) {
    const model = fitModel(cells, counts, sources, dependencies, seen, z);
    if (model) fitted.push(model);
    else notEstimable.push(dependencies);
  }
  fitted.sort((a, b) => a.aic - b.aic || a.dependencies.length - b.dependencies.length);
  const lowest = fitted[0]?.aic;
  if (lowest === undefined) {
    throw new EpiError('NO_CONVERGENCE', 'no model can be estimated: too few cases are on several lists', {
      field: 'histories',
    });
  }
  const weights = fitted.map(({ aic }) => Math.exp((lowest - aic) / 2));
  const sum = weights.reduce((a, b) => a + b, 0);
  const models = fitted.map((model, i) => ({ ...model, weight: weights[i]! / sum }));
  return { best: models[0]!, models, notEstimable, seen };
}

/** All sets of pairs of sources, the empty one first. */
function subsetsOfPairs(sources: number): (readonly [number, number])[][] {
  const pairs: (readonly [number, number])[] = [];
  for (let a = 0; a < sources; a++) for (let b = a + 1; b < sources; b++) pairs.push([a, b]);
  return Array.from({ length: 2 ** pairs.length }, (_, mask) => pairs.filter((_, i) => mask & (1 << i)));
}

/** Beyond this variance of a coefficient (a factor of e^±20 either way) it has no estimate. */
const LARGEST_LOG_VARIANCE = 100;

function fitModel(
  cells: readonly string[],
  counts: Float64Array,
  sources: number,
  dependencies: readonly (readonly [number, number])[],
  seen: number,
  z: number,
): Omit<CaptureModel, 'weight'> | null {
  const n = cells.length;
  const columns = 1 + sources + dependencies.length;
  const design = new Float64Array(n * columns);
  cells.forEach((cell, i) => {
    const on = [...cell].map(Number);
    design[i] = 1;
    for (let s = 0; s < sources; s++) design[(1 + s) * n + i] = on[s]!;
    dependencies.forEach(([a, b], d) => {
      design[(1 + sources + d) * n + i] = on[a]! * on[b]!;
    });
  });
  const fit = fitLogLinear({ design, response: counts }, columns);
  const variances = Array.from({ length: columns }, (_, k) =>
    fit.unscaledVariance(Float64Array.from({ length: columns }, (_, j) => (j === k ? 1 : 0))),
  );
  const logVariance = variances[0]!;
  const unseen = Math.exp(fit.coefficients[0]!);
  // An empty overlap drives a coefficient towards −∞, where its variance explodes.
  if (!fit.converged || !variances.every((variance) => variance < LARGEST_LOG_VARIANCE)) return null;
  // Uncertainty of the projected mean plus the Poisson scatter of the unseen cell itself (Fienberg 1972).
  const variance = unseen ** 2 * logVariance + unseen;
  const [lower, upper] = lognormalLimits(seen, unseen, variance, z);
  const degreesOfFreedom = n - columns;
  const deviance = Math.max(0, fit.deviance);
  return {
    dependencies,
    total: { estimate: seen + unseen, lower, upper },
    standardError: Math.sqrt(variance),
    deviance,
    degreesOfFreedom,
    aic: deviance - 2 * degreesOfFreedom,
  };
}

/**
 * Capture histories of several lists of ids, for {@link logLinearCapture}.
 * @param lists two or more lists; repeated ids of a list count once
 */
export function captureHistories(lists: readonly (readonly string[])[]): Record<string, number> {
  const sets = lists.map((list) => new Set(list));
  const histories: Record<string, number> = {};
  for (const id of new Set(lists.flat())) {
    const history = sets.map((set) => (set.has(id) ? '1' : '0')).join('');
    histories[history] = (histories[history] ?? 0) + 1;
  }
  return histories;
}
