import { EpiError } from '../errors.ts';
import { fitLogLinear, type LogLinearFit } from './logLinear.ts';
import { estimateNegativeBinomialSize } from './negativeBinomialSize.ts';

/** A seasonal log-linear model: 1, [t], cos(2πst/f), sin(2πst/f) for s = 1 … harmonics. */
export interface SeasonalModel {
  readonly harmonics: number;
  readonly trend: boolean;
  /** Observations a year f. */
  readonly frequency: number;
  /** Time t of the first observation, in periods. */
  readonly origin: number;
}

/** A fitted seasonal model. */
export interface SeasonalFit {
  readonly coefficients: Float64Array;
  /** Negative binomial size 1/α; Infinity for the Poisson. */
  readonly size: number;
  /** Fitted or predicted mean of the observation with 0-based index i. */
  readonly meanAt: (i: number) => number;
}

function termsAt(model: SeasonalModel, i: number): number[] {
  const t = model.origin + i;
  const terms = model.trend ? [1, t] : [1];
  for (let s = 1; s <= model.harmonics; s++) {
    const angle = (2 * Math.PI * s * t) / model.frequency;
    terms.push(Math.cos(angle), Math.sin(angle));
  }
  return terms;
}

/**
 * Fit to the first `counts.length` observations by maximum likelihood; missing (NaN) counts are left out.
 *
 * @param alpha 0 Poisson; > 0 negative binomial with variance μ + αμ²; 'estimate' finds α as well
 * @throws EpiError TOO_SHORT with fewer observations than terms, NO_CONVERGENCE
 */
export function fitSeasonal(
  counts: Float64Array,
  model: SeasonalModel,
  alpha: number | 'estimate',
): SeasonalFit {
  const present: number[] = [];
  counts.forEach((count, i) => {
    if (!Number.isNaN(count)) present.push(i);
  });
  const columns = 1 + (model.trend ? 1 : 0) + 2 * model.harmonics;
  const n = present.length;
  if (n <= columns) {
    throw new EpiError('TOO_SHORT', `${n} observations cannot fit a model of ${columns} terms`, {
      field: 'counts',
    });
  }
  const design = new Float64Array(n * columns);
  const response = Float64Array.from(present, (i) => counts[i]!);
  present.forEach((i, row) => {
    termsAt(model, i).forEach((term, j) => {
      design[j * n + row] = term;
    });
  });
  let size = alpha === 'estimate' ? Infinity : 1 / alpha;
  let fit: LogLinearFit;
  if (alpha === 'estimate') {
    const estimated = estimateNegativeBinomialSize({ design, response }, columns);
    fit = estimated.fit;
    size = estimated.size;
  } else {
    fit = fitLogLinear({ design, response, size: alpha === 0 ? undefined : size }, columns);
  }
  if (!fit.converged)
    throw new EpiError('NO_CONVERGENCE', 'the in-control model did not converge in 25 steps');
  const { coefficients } = fit;
  const meanAt = (i: number): number => {
    let eta = 0;
    termsAt(model, i).forEach((term, j) => {
      eta += term * coefficients[j]!;
    });
    return Math.exp(eta);
  };
  return { coefficients, size, meanAt };
}
