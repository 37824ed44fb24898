import { checkOption } from '../checks.ts';
import { EpiError } from '../errors.ts';
import type { Rng } from '../random/index.ts';
import { explainExcess } from './explain.ts';
import { nullSampler } from './nullSampler.ts';
import {
  checkReplicates,
  logLikelihoodRatio,
  type ScanModel,
  type Significance,
  type SignificanceOptions,
  significanceOf,
} from './statistic.ts';
import { accumulate, type CompiledTree, compileTree, pathOf, type TreeNode } from './tree.ts';

export interface TreeScanOptions extends SignificanceOptions {
  /** Source of chance for the replicates. */
  rng: Rng;
  /** Null hypothesis, default `conditional`. */
  model?: ScanModel;
  /** Monte-Carlo replicates, default 999. */
  replicates?: number;
  /** Fewest cases a cluster may consist of, default 2. */
  minimumCases?: number;
  /** At most so many clusters are returned, default 10. */
  maximumClusters?: number;
  /** A remainder with a Poisson tail below this still counts as in excess (see `smallest`), default 0.05. */
  remainderAlpha?: number;
}

/** A branch of the tree with more cases than expected. */
export interface TreeCluster extends Significance {
  /** The unit whose whole branch is the cluster. */
  id: string;
  /** Ids from the root to the unit. */
  path: string[];
  /** Cases in the branch. */
  observed: number;
  /** Cases expected in the branch (conditional model: scaled to the total observed). */
  expected: number;
  /** (observed / expected) inside over the same outside; Infinity if nothing is outside. */
  relativeRisk: number;
  /** Log likelihood ratio. */
  llr: number;
  /** Smallest unit, within the cluster, that explains its excess: outside it nothing is unusual any more. */
  smallest: string;
  /** When the excess sits in several branches of `smallest`: those branches, most unusual first; else empty. */
  parts: string[];
}

export interface TreeScanResult {
  /** Most likely cluster first, then secondary clusters that do not overlap an earlier one. */
  clusters: TreeCluster[];
  /** Cases in all, and cases expected in all as they were given. */
  totalObserved: number;
  totalExpected: number;
  /** Largest log likelihood ratio of each replicate, in the order drawn. */
  replicateMaxima: Float64Array;
}

/**
 * Tree-based scan statistic (Kulldorff, Fang & Walsh 2003, Biometrics 59:323) with simple cuts: every unit's
 * whole branch is a candidate, so nested units of all sizes compete and the p-value pays for the search
 * through all of them. Secondary clusters are compared with the same replicate maxima, which is conservative.
 *
 * @param nodes the organisation tree with observed and expected counts (cases)
 * @throws EpiError for a malformed tree, for cases where none are expected in all, or for bad options
 */
export function treeScan(nodes: readonly TreeNode[], options: TreeScanOptions): TreeScanResult {
  const { rng, model = 'conditional', replicates = 999, minimumCases = 2, maximumClusters = 10 } = options;
  checkReplicates(replicates);
  const tree = compileTree(nodes);
  const totalObserved = tree.observed.reduce((a, b) => a + b, 0);
  const totalExpected = tree.expected.reduce((a, b) => a + b, 0);
  checkOption(totalExpected > 0, 'nodes.expected', 'positive in sum', totalExpected);
  const unexpected = tree.observed.findIndex((observed, i) => observed > 0 && tree.expected[i] === 0);
  if (unexpected >= 0) {
    throw new EpiError(
      'INCONSISTENT',
      `unit "${tree.ids[unexpected]}" has cases but an expected count of 0: give it a small expected count`,
    );
  }
  const scale = model === 'conditional' ? totalObserved / totalExpected : 1;
  const own = tree.expected.map((e) => e * scale);
  const sums = { observed: tree.observed.slice(), expected: own.slice() };
  accumulate(tree.parent, sums.observed);
  accumulate(tree.parent, sums.expected);

  const replicateMaxima = new Float64Array(replicates);
  if (totalObserved > 0) {
    const sample = nullSampler(model, own, totalObserved);
    const counts = new Int32Array(nodes.length);
    for (let r = 0; r < replicates; r++) {
      const cases = sample(rng, counts);
      accumulate(tree.parent, counts);
      replicateMaxima[r] = largest(model, counts, sums.expected, cases, minimumCases);
    }
  }
  const significance = significanceOf(replicateMaxima, options);
  const children: number[][] = nodes.map(() => []);
  tree.parent.forEach((parent, i) => {
    if (parent >= 0) children[parent]!.push(i);
  });

  const describe = ({ node, llr }: Candidate): TreeCluster => {
    const observed = sums.observed[node]!;
    const expected = sums.expected[node]!;
    const outsideExpected = totalExpected * scale - expected;
    // Expected counts are taken at their word in the unconditional model; else the rest of the tree sets the level.
    const isAll = outsideExpected <= 1e-12 * totalExpected * scale;
    const baseRate = model === 'unconditional' || isAll ? 1 : (totalObserved - observed) / outsideExpected;
    const { smallest, parts } = explainExcess(sums, children, node, baseRate, options.remainderAlpha);
    return {
      id: tree.ids[node]!,
      path: pathOf(tree, node),
      observed,
      expected,
      relativeRisk: baseRate > 0 ? observed / expected / baseRate : Infinity,
      llr,
      ...significance(llr),
      smallest: tree.ids[smallest]!,
      parts: parts.map((part) => tree.ids[part]!),
    };
  };
  const clusters = candidates(tree, model, sums, totalObserved, minimumCases);
  return {
    clusters: withoutOverlap(tree, clusters, maximumClusters).map(describe),
    totalObserved,
    totalExpected,
    replicateMaxima,
  };
}

interface Candidate {
  node: number;
  llr: number;
}

function largest(
  model: ScanModel,
  counts: Int32Array,
  expected: Float64Array,
  total: number,
  minimumCases: number,
): number {
  let best = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count < minimumCases || count <= expected[i]!) continue;
    const llr = logLikelihoodRatio(model, count, expected[i]!, total);
    if (llr > best) best = llr;
  }
  return best;
}

/** All branches in excess, strongest first; of equally strong ones (a unit with one branch only) the deeper first. */
function candidates(
  tree: CompiledTree,
  model: ScanModel,
  sums: { observed: Float64Array; expected: Float64Array },
  total: number,
  minimumCases: number,
): Candidate[] {
  const found: Candidate[] = [];
  for (let node = 0; node < tree.ids.length; node++) {
    if (sums.observed[node]! < minimumCases) continue;
    const llr = logLikelihoodRatio(model, sums.observed[node]!, sums.expected[node]!, total);
    if (llr > 1e-9) found.push({ node, llr });
  }
  const tied = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(a, b);
  return found.sort((a, b) =>
    tied(a.llr, b.llr) ? tree.depth[b.node]! - tree.depth[a.node]! : b.llr - a.llr,
  );
}

/** Keeps the strongest branches, none inside or around another. */
function withoutOverlap(tree: CompiledTree, sorted: readonly Candidate[], maximum: number): Candidate[] {
  const taken = new Uint8Array(tree.ids.length);
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    if (kept.length === maximum) break;
    if (taken[candidate.node]) continue;
    kept.push(candidate);
    for (let i = candidate.node; i >= 0; i = tree.parent[i]!) taken[i] = 1;
    const inside = new Uint8Array(tree.ids.length);
    inside[candidate.node] = 1;
    for (let i = candidate.node + 1; i < inside.length; i++) {
      if (tree.parent[i]! >= 0 && inside[tree.parent[i]!]) {
        inside[i] = 1;
        taken[i] = 1;
      }
    }
  }
  return kept;
}
