import { checkAmount, checkOption, checkWhole } from '../checks.ts';
import { randomGamma } from './continuous.ts';
import { randomBinomial, randomPoisson } from './discrete.ts';
import type { Rng } from './generator.ts';

/**
 * A negative binomial deviate as a gamma mixture of Poissons.
 * @param mean ≥ 0 @param size > 0; the variance is mean + mean²/size
 */
export function randomNegativeBinomial(rng: Rng, mean: number, size: number): number {
  return mean === 0 ? 0 : randomPoisson(rng, randomGamma(rng, size, mean / size));
}

/**
 * A multinomial deviate by successive binomials.
 * @param n trials, integer ≥ 0
 * @param weights relative probabilities ≥ 0 with a positive sum (they need not add up to 1)
 * @param out optional array to fill, of the length of `weights`
 * @returns counts, one per weight, adding up to n
 */
export function randomMultinomial(
  rng: Rng,
  n: number,
  weights: ArrayLike<number>,
  out: Int32Array = new Int32Array(weights.length),
): Int32Array {
  let rest = 0;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    const weight = checkAmount(weights[i]!, 'weights', i);
    rest += weight;
    if (weight > 0) last = i;
  }
  checkOption(last >= 0, 'weights', 'positive in sum', rest);
  out.fill(0);
  let left = n;
  for (let i = 0; i < last && left > 0; i++) {
    const weight = weights[i]!;
    // Rounding in the running remainder can push the ratio a hair past 1.
    const drawn = randomBinomial(rng, left, Math.min(1, weight / rest));
    out[i] = drawn;
    left -= drawn;
    rest -= weight;
  }
  out[last]! += left;
  return out;
}

/**
 * A uniform integer in [0, bound), without modulo bias (Lemire 2019, ACM TOMACS 29:3, by rejection).
 * @param bound integer in [1, 2³²]
 */
export function randomInteger(rng: Rng, bound: number): number {
  checkWhole(bound, 'bound', 1, 4294967296);
  const limit = 4294967296 - (4294967296 % bound);
  for (;;) {
    const draw = rng.uint32();
    if (draw < limit) return draw % bound;
  }
}

/** Shuffles an array in place (Fisher–Yates, Durstenfeld 1964) and returns it. */
export function shuffle<T>(rng: Rng, items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = randomInteger(rng, i + 1);
    const kept = items[i]!;
    items[i] = items[j]!;
    items[j] = kept;
  }
  return items;
}

/**
 * Vose's alias table: after O(n) preparation, an index is drawn with probability proportional to its weight
 * in constant time (Vose 1991, IEEE Trans. Softw. Eng. 17:972).
 * @param weights relative probabilities ≥ 0 with a positive sum
 * @returns a function that draws an index with the given generator
 */
export function aliasSampler(weights: ArrayLike<number>): (rng: Rng) => number {
  const n = weights.length;
  let total = 0;
  let heaviest = 0;
  for (let i = 0; i < n; i++) {
    const weight = checkAmount(weights[i]!, 'weights', i);
    if (weight > weights[heaviest]!) heaviest = i;
    total += weight;
  }
  checkOption(total > 0, 'weights', 'positive in sum', total);
  const keep = new Float64Array(n).fill(1);
  const alias = Int32Array.from({ length: n }, (_, i) => i);
  const scaled = Float64Array.from({ length: n }, (_, i) => (weights[i]! * n) / total);
  const small: number[] = [];
  const large: number[] = [];
  scaled.forEach((value, i) => {
    (value < 1 ? small : large).push(i);
  });
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!;
    const more = large[large.length - 1]!;
    keep[less] = scaled[less]!;
    alias[less] = more;
    scaled[more]! -= 1 - scaled[less]!;
    if (scaled[more]! < 1) small.push(large.pop()!);
  }
  // What is left differs from 1 only by rounding; a zero weight must still never be drawn.
  for (const i of small) {
    if (weights[i] === 0) {
      keep[i] = 0;
      alias[i] = heaviest;
    }
  }
  return (rng) => {
    const position = rng.uniform() * n;
    const i = Math.floor(position);
    return position - i < keep[i]! ? i : alias[i]!;
  };
}
