import { checkAmount, checkFinite, checkOption, checkPositive, checkSameLength } from '../checks.ts';
import { EpiError } from '../errors.ts';

/** Distribution of the generation interval; all times in the unit of 1 / growth rate (days). */
export type GenerationInterval =
  /** Exponential, as in an SIR model. */
  | { readonly kind: 'exponential'; readonly mean: number }
  /** Sum of exponential latent and infectious periods, as in an SEIR model. */
  | { readonly kind: 'seir'; readonly latent: number; readonly infectious: number }
  | { readonly kind: 'gamma'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  /** Every interval is the same: the upper limit of R. */
  | { readonly kind: 'fixed'; readonly mean: number }
  /** Observed: share `probabilities[i]` between `bounds[i]` and `bounds[i + 1]`. */
  | {
      readonly kind: 'histogram';
      readonly bounds: readonly number[];
      readonly probabilities: readonly number[];
    };

/**
 * Reproduction number from the exponential growth rate: R = 1 / M(−r), with M the moment generating function of
 * the generation interval (Wallinga & Lipsitch 2007, Proc. R. Soc. B 274:599). R rises with r, so the limits of
 * a confidence interval of r give the limits for R.
 *
 * @param growthRate r per day; negative while cases fall
 * @returns R ≥ 0
 * @throws EpiError OUT_OF_RANGE when cases fall faster than the interval's distribution allows (M infinite)
 */
export function reproductionNumber(growthRate: number, interval: GenerationInterval): number {
  const r = checkFinite(growthRate, 'growthRate');
  switch (interval.kind) {
    case 'exponential':
      return base(1 + r * checkPositive(interval.mean, 'mean'), r);
    case 'seir':
      return (
        base(1 + r * checkAmount(interval.latent, 'latent'), r) *
        base(1 + r * checkAmount(interval.infectious, 'infectious'), r)
      );
    case 'gamma': {
      const mean = checkPositive(interval.mean, 'mean');
      const scale = checkPositive(interval.sd, 'sd') ** 2 / mean;
      return base(1 + r * scale, r) ** (mean / scale);
    }
    case 'normal': {
      const mean = checkPositive(interval.mean, 'mean');
      return Math.exp(r * mean - 0.5 * (r * checkAmount(interval.sd, 'sd')) ** 2);
    }
    case 'fixed':
      return Math.exp(r * checkPositive(interval.mean, 'mean'));
    case 'histogram':
      return 1 / histogramMoment(r, interval.bounds, interval.probabilities);
  }
}

function base(value: number, r: number): number {
  if (value > 0) return value;
  const message = `a growth rate of ${r} falls faster than this generation interval allows`;
  throw new EpiError('OUT_OF_RANGE', message, { field: 'growthRate' });
}

/** Σ p (e^(−r a) − e^(−r b)) / (r (b − a)), with the limit p at r = 0. */
function histogramMoment(r: number, bounds: readonly number[], probabilities: readonly number[]): number {
  checkSameLength(bounds.length, probabilities.length + 1, 'bounds', 'probabilities, plus one,');
  let mass = 0;
  let moment = 0;
  probabilities.forEach((share, i) => {
    const from = checkAmount(bounds[i]!, 'bounds', i);
    const width = checkAmount(bounds[i + 1]!, 'bounds', i + 1) - from;
    checkOption(width > 0, 'bounds', 'ascending', bounds[i + 1]!);
    mass += checkAmount(share, 'probabilities', i);
    const x = r * width;
    moment += share * Math.exp(-r * from) * (x === 0 ? 1 : -Math.expm1(-x) / x);
  });
  checkOption(Math.abs(mass - 1) < 1e-6, 'probabilities', '1 in sum', mass);
  return moment;
}
