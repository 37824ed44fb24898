import { checkLevel, checkSameLength } from '../checks.ts';
import { EpiError } from '../errors.ts';

/** Pointwise quantiles of many simulated runs. */
export interface Band {
  readonly lower: number[];
  readonly median: number[];
  readonly upper: number[];
}

/**
 * Pointwise band of simulated series: at each time the central share `coverage` of the runs.
 * @param runs one row a run, all of one length
 * @param coverage default 0.9
 * @throws EpiError EMPTY without runs, LENGTH_MISMATCH, BAD_OPTION
 */
export function pointwiseBand(runs: readonly ArrayLike<number>[], coverage = 0.9): Band {
  checkLevel(coverage, 'coverage');
  if (runs.length === 0) throw new EpiError('EMPTY', 'a band needs runs', { field: 'runs' });
  const length = runs[0]!.length;
  const band: Band = { lower: [], median: [], upper: [] };
  for (const [i, run] of runs.entries()) checkSameLength(run.length, length, `runs[${i}]`, 'runs[0]');
  for (let t = 0; t < length; t++) {
    const sorted = Float64Array.from(runs, (run) => run[t]!).sort();
    const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
    band.lower.push(at((1 - coverage) / 2));
    band.median.push(at(0.5));
    band.upper.push(at((1 + coverage) / 2));
  }
  return band;
}
