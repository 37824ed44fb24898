import { EpiError } from '../errors.ts';
import { gammaTails } from '../math/gamma.ts';

/**
 * Serial-interval weights w₀ … w_{length−1} of a shifted gamma distribution discretised to days, so that an interval of
 * continuous length u counts for the days around it in proportion (Cori et al. 2013, web appendix 11).
 *
 * w_k = kF(k) + (k−2)F(k−2) − 2(k−1)F(k−1) + ab[2F₊(k−1) − F₊(k−2) − F₊(k)], with F and F₊ the gamma distribution
 * functions of shape a and a+1 and scale b. The coefficients of F sum to 0, and so do those of F₊; beyond the mean the
 * upper tails are used, so that small weights keep their digits.
 *
 * @param mean mean serial interval in days, > 1
 * @param sd standard deviation in days, > 0
 * @param length number of weights; w₀ is 0. They are not renormalised
 * @throws EpiError BAD_OPTION
 */
export function discreteSerialInterval(mean: number, sd: number, length: number): Float64Array {
  if (!(mean > 1 && mean < Infinity)) {
    throw new EpiError('BAD_OPTION', `mean serial interval must be above 1 day, got ${mean}`, {
      field: 'mean',
    });
  }
  if (!(sd > 0 && sd < Infinity)) {
    throw new EpiError('BAD_OPTION', `sd of the serial interval must be above 0, got ${sd}`, { field: 'sd' });
  }
  const shape = ((mean - 1) / sd) ** 2;
  const scale = (sd * sd) / (mean - 1);
  const tailsAt = (k: number) => ({
    own: gammaTails(k, shape, scale),
    next: gammaTails(k, shape + 1, scale),
  });
  const weights = new Float64Array(length);
  let older = tailsAt(-2);
  let old = tailsAt(-1);
  for (let k = 0; k < length; k++) {
    const now = tailsAt(k);
    const tail = k - 2 > mean ? 'upper' : 'lower';
    const first = k * now.own[tail] + (k - 2) * older.own[tail] - 2 * (k - 1) * old.own[tail];
    const second = 2 * old.next[tail] - older.next[tail] - now.next[tail];
    const weight = first + (mean - 1) * second;
    weights[k] = Math.max(0, tail === 'lower' ? weight : -weight);
    older = old;
    old = now;
  }
  return weights;
}

/** Mean Σ k w_k and standard deviation √(Σ k² w_k − mean²) of serial-interval weights, in days. */
export function serialIntervalMoments(weights: ArrayLike<number>): { mean: number; sd: number } {
  let mean = 0;
  let square = 0;
  for (let k = 0; k < weights.length; k++) {
    mean += k * weights[k]!;
    square += k * k * weights[k]!;
  }
  return { mean, sd: Math.sqrt(Math.max(0, square - mean * mean)) };
}
