import { checkCount, checkWhole } from '../checks.ts';
import { binomialCdf, chiSquareCdf } from '../math/index.ts';
import type { HonestyFinding } from './finding.ts';

/** Fewest figures for a χ² test of ten digits: five expected in each. */
const FEWEST_FOR_DIGITS = 50;
/** Below this standard deviation the last digit of honest figures is not nearly uniform. */
const SMALLEST_SPREAD = 5;

/**
 * Are some last digits preferred? χ² test of the last digits against equal shares (Mosimann, Wiseman & Edelman
 * 1995, Account. Res. 4:31). For figures that spread over several tens, such as attendance or temperatures in
 * tenths; for small counts use `heaping`. `effect`: Cramér's V, 0 (equal shares) … 1 (one digit only).
 *
 * @param values whole figures (multiply 36.5 by 10 first)
 * @returns null with fewer than 50 figures or a standard deviation below 5, where the test says nothing
 * @throws EpiError the codes of a bad count
 */
export function terminalDigits(values: readonly number[]): HonestyFinding | null {
  values.forEach((value, i) => {
    checkCount(value, 'values', i);
  });
  const n = values.length;
  if (n < FEWEST_FOR_DIGITS || standardDeviation(values) < SMALLEST_SPREAD) return null;
  const digits = new Float64Array(10);
  for (const value of values) digits[value % 10]!++;
  const shares = digits.map((count) => count / n);
  const chi2 = n * shares.reduce((sum, share) => sum + (share - 0.1) ** 2 / 0.1, 0);
  const digit = shares.indexOf(Math.max(...shares));
  return {
    p: chiSquareCdf(chi2, 9, true),
    effect: Math.sqrt(chi2 / (9 * n)),
    reason: { code: 'TERMINAL_DIGITS', params: { digit, share: shares[digit]!, figures: n } },
  };
}

/**
 * Are round figures preferred? Under any smooth distribution a figure is a multiple of `step` about once in
 * `step` times within each block around a multiple; the number of multiples is compared by the exact binomial
 * upper tail. `effect`: share of multiples over 1/step (1 = as expected).
 *
 * @param values whole figures; those below step/2 are left out (zero is no rounding)
 * @param step 5 by default; 10 for coarser rounding
 * @returns null with fewer than 20 figures
 * @throws EpiError BAD_OPTION, and the codes of a bad count
 */
export function heaping(values: readonly number[], step = 5): HonestyFinding | null {
  checkWhole(step, 'step', 2, 1000);
  const used = values.filter((value, i) => checkCount(value, 'values', i) >= step / 2);
  const n = used.length;
  if (n < 20) return null;
  const multiples = used.filter((value) => value % step === 0).length;
  return {
    p: multiples === 0 ? 1 : binomialCdf(multiples - 1, n, 1 / step, true),
    effect: (multiples / n) * step,
    reason: { code: 'HEAPING', params: { step, share: multiples / n, figures: n } },
  };
}

/**
 * Do the first digits follow Benford's law? χ² test (Benford 1938, Proc. Am. Phil. Soc. 78:551). Only for
 * figures that range over at least two orders of magnitude, such as sizes or totals of many different units;
 * never for daily counts of one school. `effect`: mean absolute deviation of the nine shares (Nigrini 2012:
 * above 0.015 does not conform).
 *
 * @param values whole figures; zeros are left out
 * @returns null with fewer than 100 figures or less than two orders of magnitude between the 5 % and 95 % points
 * @throws EpiError the codes of a bad count
 */
export function firstDigits(values: readonly number[]): HonestyFinding | null {
  const used = values.filter((value, i) => checkCount(value, 'values', i) > 0).sort((a, b) => a - b);
  const n = used.length;
  if (n < 100 || used[Math.floor(0.95 * n)]! / used[Math.floor(0.05 * n)]! < 100) return null;
  const digits = new Float64Array(9);
  for (const value of used) digits[Number(value.toExponential()[0]) - 1]!++;
  const shares = digits.map((count) => count / n);
  let chi2 = 0;
  let deviation = 0;
  shares.forEach((share, i) => {
    const wanted = Math.log10(1 + 1 / (i + 1));
    chi2 += (n * (share - wanted) ** 2) / wanted;
    deviation += Math.abs(share - wanted) / 9;
  });
  return {
    p: chiSquareCdf(chi2, 8, true),
    effect: deviation,
    reason: { code: 'FIRST_DIGITS', params: { deviation, figures: n } },
  };
}

function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1));
}
