import { poissonCdf } from '../math/index.ts';

/** Sums of cases over whole branches, in the layout of the tree. */
export interface BranchSums {
  observed: Float64Array;
  expected: Float64Array;
}

/**
 * Narrows a cluster down to where the excess sits. From the cluster's unit the branches with the largest
 * excess are taken out, most unusual first, until what remains shows no excess (one-sided Poisson tail
 * P(X ≥ remaining observed | remaining expected) > `alpha`). One branch taken out: the search goes on inside
 * it. Several: they are the parts, and their common unit is the smallest that explains the excess.
 *
 * @param node position of the cluster's unit
 * @param baseRate observed / expected outside the cluster: what "no excess" means for the remainder
 * @param alpha level below which a remainder still counts as in excess, default 0.05
 */
export function explainExcess(
  sums: BranchSums,
  children: readonly number[][],
  node: number,
  baseRate: number,
  alpha = 0.05,
): { smallest: number; parts: number[] } {
  const tail = (observed: number, expected: number) =>
    observed <= 0 ? 1 : poissonCdf(observed - 1, Math.max(0, expected) * baseRate, true);
  let current = node;
  for (;;) {
    const below = (children[current] ?? [])
      .map((child) => ({ child, tail: tail(sums.observed[child]!, sums.expected[child]!) }))
      .filter(({ tail: p }) => p <= alpha)
      .sort((a, b) => a.tail - b.tail);
    let observed = sums.observed[current]!;
    let expected = sums.expected[current]!;
    const parts: number[] = [];
    for (const { child } of below) {
      if (tail(observed, expected) > alpha) break;
      parts.push(child);
      observed -= sums.observed[child]!;
      expected -= sums.expected[child]!;
    }
    const explained = parts.length > 0 && tail(observed, expected) > alpha;
    if (!explained) return { smallest: current, parts: [] };
    if (parts.length > 1) return { smallest: current, parts };
    current = parts[0]!;
  }
}
