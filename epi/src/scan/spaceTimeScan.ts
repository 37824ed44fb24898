import { checkAmount, checkCount, checkOption, checkSameLength, checkWhole } from '../checks.ts';
import { EpiError } from '../errors.ts';
import type { Rng } from '../random/index.ts';
import { nullSampler } from './nullSampler.ts';
import {
  checkReplicates,
  logLikelihoodRatio,
  type ScanModel,
  type Significance,
  type SignificanceOptions,
  significanceOf,
} from './statistic.ts';
import type { Zone } from './zones.ts';

export interface SpaceTimeScanOptions extends SignificanceOptions {
  /** Source of chance for the replicates. */
  rng: Rng;
  /** Null hypothesis, default `conditional`. */
  model?: ScanModel;
  /** `prospective`: only windows that reach the last time step (still going on); `retrospective`: all. Default `prospective`. */
  mode?: 'prospective' | 'retrospective';
  /** Shortest and longest window, time steps; defaults 1 and half the series (at least 1). */
  minimumDuration?: number;
  maximumDuration?: number;
  /** Monte-Carlo replicates, default 999. */
  replicates?: number;
  /** Fewest cases in a cluster, default 2. */
  minimumCases?: number;
  /** At most so many clusters are returned, default 10. */
  maximumClusters?: number;
}

/** A cylinder: a zone during a window of time. */
export interface SpaceTimeCluster extends Significance {
  /** Id of the zone. */
  zone: string;
  /** Positions of the zone's units. */
  units: number[];
  /** First and last time step, 0-based, inclusive. */
  from: number;
  to: number;
  observed: number;
  /** Expected cases (conditional model: scaled to the total observed). */
  expected: number;
  /** Log likelihood ratio. */
  llr: number;
}

export interface SpaceTimeScanResult {
  /** Most likely cluster first; later ones share no unit with an earlier one. */
  clusters: SpaceTimeCluster[];
  totalObserved: number;
  replicateMaxima: Float64Array;
}

/**
 * Space-time scan statistic with cylindrical windows (Kulldorff 2001, J. R. Stat. Soc. A 164:61) for Poisson
 * counts, over any zones: circles, rings of neighbours, branches of a tree.
 *
 * @param observed cases, one row a unit, one column a time step
 * @param expected expected cases in the same shape, > 0 wherever there are cases
 * @throws EpiError EMPTY, LENGTH_MISMATCH or the codes of a bad count; INCONSISTENT for an unknown unit or cases
 *   where none are expected; BAD_OPTION
 */
export function spaceTimeScan(
  observed: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
  zones: readonly Zone[],
  options: SpaceTimeScanOptions,
): SpaceTimeScanResult {
  const { rng, model = 'conditional', replicates = 999, minimumCases = 2, maximumClusters = 10 } = options;
  checkReplicates(replicates);
  const steps = observed[0]?.length ?? 0;
  const counts = Int32Array.from(flatten('observed', observed, observed.length, steps));
  const baseline = flatten('expected', expected, observed.length, steps);
  const unexpected = counts.findIndex((count, i) => count > 0 && baseline[i] === 0);
  if (unexpected >= 0) {
    const index = Math.floor(unexpected / steps);
    const message = `unit ${index} has cases at step ${unexpected % steps} where 0 are expected: give it a small expected count`;
    throw new EpiError('INCONSISTENT', message, { field: 'observed', index });
  }
  const windows = timeWindows(steps, options);
  checkZones(zones, observed.length);
  const totalObserved = counts.reduce((a, b) => a + b, 0);
  const mass = baseline.reduce((a, b) => a + b, 0);
  checkOption(mass > 0, 'expected', 'positive in sum', mass);
  if (model === 'conditional') for (let i = 0; i < baseline.length; i++) baseline[i]! *= totalObserved / mass;

  const earliest = windows.reduce((first, [from]) => Math.min(first, from), steps);
  const plan = { growth: zoneGrowth(zones), windows, steps, earliest };
  const expectedSums = new Float64Array(zones.length * windows.length);
  sumWindows(plan, baseline, expectedSums);
  const sums = new Float64Array(expectedSums.length);
  const replicateMaxima = new Float64Array(replicates);
  if (totalObserved > 0) {
    const sample = nullSampler(model, baseline, totalObserved);
    const drawn = new Int32Array(counts.length);
    for (let r = 0; r < replicates; r++) {
      const total = sample(rng, drawn);
      sumWindows(plan, drawn, sums);
      let best = 0;
      for (let i = 0; i < sums.length; i++) {
        const count = sums[i]!;
        if (count < minimumCases || count <= expectedSums[i]!) continue;
        best = Math.max(best, logLikelihoodRatio(model, count, expectedSums[i]!, total));
      }
      replicateMaxima[r] = best;
    }
  }
  const significance = significanceOf(replicateMaxima, options);
  sumWindows(plan, counts, sums);
  const found: { index: number; llr: number }[] = [];
  sums.forEach((count, index) => {
    if (count < minimumCases) return;
    const llr = logLikelihoodRatio(model, count, expectedSums[index]!, totalObserved);
    if (llr > 1e-9) found.push({ index, llr });
  });
  found.sort((a, b) => b.llr - a.llr || expectedSums[a.index]! - expectedSums[b.index]!);
  const used = new Set<number>();
  const clusters: SpaceTimeCluster[] = [];
  for (const { index, llr } of found) {
    if (clusters.length === maximumClusters) break;
    const zone = zones[Math.floor(index / windows.length)]!;
    if (zone.units.some((unit) => used.has(unit))) continue;
    for (const unit of zone.units) used.add(unit);
    const [from, to] = windows[index % windows.length]!;
    clusters.push({
      zone: zone.id,
      units: [...zone.units],
      from,
      to,
      observed: sums[index]!,
      expected: expectedSums[index]!,
      llr,
      ...significance(llr),
    });
  }
  return { clusters, totalObserved, replicateMaxima };
}

type Window = readonly [from: number, to: number];

function timeWindows(steps: number, options: SpaceTimeScanOptions): Window[] {
  const { mode = 'prospective', minimumDuration = 1 } = options;
  const maximumDuration = options.maximumDuration ?? Math.max(1, Math.floor(steps / 2));
  checkWhole(maximumDuration, 'maximumDuration', 1, steps);
  checkWhole(minimumDuration, 'minimumDuration', 1, maximumDuration);
  const windows: Window[] = [];
  for (let to = mode === 'prospective' ? steps - 1 : 0; to < steps; to++) {
    for (let length = minimumDuration; length <= Math.min(maximumDuration, to + 1); length++) {
      windows.push([to - length + 1, to]);
    }
  }
  return windows;
}

function flatten(
  name: string,
  rows: readonly (readonly number[])[],
  units: number,
  steps: number,
): Float64Array {
  if (units === 0 || steps === 0)
    throw new EpiError('EMPTY', `${name} has no units or no time steps`, { field: name });
  checkSameLength(rows.length, units, name, 'observed');
  const flat = new Float64Array(units * steps);
  rows.forEach((row, unit) => {
    checkSameLength(row.length, steps, `${name}[${unit}]`, 'observed[0]');
    const check = name === 'observed' ? checkCount : checkAmount;
    row.forEach((value, step) => {
      flat[unit * steps + step] = check(value, `${name}[${unit}]`, step);
    });
  });
  return flat;
}

function checkZones(zones: readonly Zone[], units: number): void {
  if (zones.length === 0) throw new EpiError('EMPTY', 'there are no zones to scan', { field: 'zones' });
  zones.forEach((zone, index) => {
    const bad = zone.units.find((unit) => !Number.isInteger(unit) || unit < 0 || unit >= units);
    if (bad === undefined) return;
    const message = `zone "${zone.id}" names an unknown unit ${bad}`;
    throw new EpiError('INCONSISTENT', message, { field: 'zones', index });
  });
}

/** How each zone comes from the one before: from scratch, or by adding units. Worked out once, used by every replicate. */
interface ZoneGrowth {
  readonly isFresh: boolean;
  readonly added: readonly number[];
}

function zoneGrowth(zones: readonly Zone[]): ZoneGrowth[] {
  return zones.map(({ units }, z) => {
    const before = z > 0 ? zones[z - 1]!.units : [];
    const isFresh = z === 0 || units.length < before.length || !before.every((unit, i) => unit === units[i]);
    return { isFresh, added: isFresh ? units : units.slice(before.length) };
  });
}

interface SumPlan {
  readonly growth: readonly ZoneGrowth[];
  readonly windows: readonly Window[];
  readonly steps: number;
  /** First step that any window reaches back to; earlier ones are not summed. */
  readonly earliest: number;
}

/** Sums of every zone × window. */
function sumWindows(
  { growth, windows, steps, earliest }: SumPlan,
  cells: Float64Array | Int32Array,
  out: Float64Array,
): void {
  const running = new Float64Array(steps + 1);
  const profile = new Float64Array(steps);
  let base = 0;
  for (const { isFresh, added } of growth) {
    if (isFresh) profile.fill(0);
    for (const unit of added) {
      const start = unit * steps;
      for (let t = earliest; t < steps; t++) profile[t]! += cells[start + t]!;
    }
    for (let t = earliest; t < steps; t++) running[t + 1] = running[t]! + profile[t]!;
    for (const [from, to] of windows) out[base++] = running[to + 1]! - running[from]!;
  }
}
