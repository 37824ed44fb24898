import type { Rng } from '../random/index.ts';
import { aliasSampler, randomMultinomial, randomPoisson } from '../random/index.ts';
import type { ScanModel } from './statistic.ts';

/**
 * Prepares draws of the null hypothesis: the total (given, or Poisson) is spread over the cells in proportion
 * to their expected counts. Few cases per cell are placed one by one with an alias table; many by successive
 * binomials. Which is faster turns at about 4 cases a cell (measured).
 *
 * @param expected expected count of each cell, ≥ 0
 * @param total cases observed in all
 * @returns a function that fills `out` (one place a cell) and returns the number of cases drawn
 */
export function nullSampler(
  model: ScanModel,
  expected: ArrayLike<number>,
  total: number,
): (rng: Rng, out: Int32Array) => number {
  let mass = 0;
  for (let i = 0; i < expected.length; i++) mass += expected[i]!;
  const draw = aliasSampler(expected);
  return (rng, out) => {
    const cases = model === 'unconditional' ? randomPoisson(rng, mass) : total;
    if (cases > 4 * expected.length) {
      randomMultinomial(rng, cases, expected, out);
      return cases;
    }
    out.fill(0);
    for (let i = 0; i < cases; i++) out[draw(rng)]!++;
    return cases;
  };
}
