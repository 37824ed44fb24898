/** One-parameter families of count likelihoods for a shift κ of the log mean. */
export interface CountLikelihood {
  /** log-likelihood ratio of one count under mean e^κ μ against μ. */
  readonly ratio: (count: number, mean: number, shift: number) => number;
  /** Maximum-likelihood shift of a segment, −Infinity when all its counts are 0. */
  readonly bestShift: (
    counts: Float64Array,
    means: Float64Array,
    from: number,
    to: number,
    start: number,
  ) => number;
}

/** Poisson: ℓ = κx + (1 − e^κ)μ. */
export const POISSON: CountLikelihood = {
  ratio: (count, mean, shift) => (count === 0 ? 0 : shift * count) - Math.expm1(shift) * mean,
  bestShift: (counts, means, from, to) => {
    let observed = 0;
    let expected = 0;
    for (let i = from; i <= to; i++) {
      observed += counts[i]!;
      expected += means[i]!;
    }
    return Math.log(observed / expected);
  },
};

const MAX_STEPS = 100;
const STEP_TOLERANCE = 1e-10;

/** Negative binomial with variance μ + αμ²: ℓ = κx + (x + 1/α) log[(1 + αμ)/(1 + αμe^κ)]. */
export function negativeBinomial(alpha: number): CountLikelihood {
  return {
    ratio: (count, mean, shift) =>
      (count === 0 ? 0 : shift * count) -
      (count + 1 / alpha) * Math.log1p((alpha * mean * Math.expm1(shift)) / (1 + alpha * mean)),
    bestShift: (counts, means, from, to, start) => {
      let observed = 0;
      for (let i = from; i <= to; i++) observed += counts[i]!;
      if (observed === 0) return -Infinity;
      let shift = start;
      for (let step = 0; step < MAX_STEPS; step++) {
        const factor = Math.exp(shift);
        let score = 0;
        let information = 0;
        for (let i = from; i <= to; i++) {
          const x = counts[i]!;
          const m = factor * means[i]!;
          const denominator = 1 + alpha * m;
          score += (x - m) / denominator;
          information += (m * (1 + alpha * x)) / (denominator * denominator);
        }
        // The log-likelihood is concave in κ; bounded steps keep the first ones from overflowing.
        const change = Math.max(-2, Math.min(2, score / information));
        shift += change;
        if (Math.abs(change) < STEP_TOLERANCE) break;
      }
      return shift;
    },
  };
}
