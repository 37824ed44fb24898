import { EpiError } from '../errors.ts';
import type { Series } from '../series/series.ts';
import { requireOption, resolveRange } from './range.ts';
import { allocateColumns, type DetectionColumns, type MonitoredRange } from './types.ts';

/** Options of the semiparametric outbreak statistic. */
export interface OutbreakPOptions extends MonitoredRange {
  readonly method: 'outbreak-p';
  /** Limit k of the statistic, > 0; 100 by default. */
  readonly limit?: number;
  /** `value` (default): `upper` is the statistic. `cases`: `upper` is the smallest count that alarms. */
  readonly report?: 'value' | 'cases';
  /** Largest count tried for `cases`; 100,000 by default, beyond it `upper` is NaN. */
  readonly maxCases?: number;
}

/** Columns of the method: `score` is log P. */
export interface OutbreakPColumns extends DetectionColumns {
  /** The statistic P = exp(score); Infinity where it passes the range of a double. */
  readonly statistic: Float64Array;
}

/** Blocks of the isotonic regression of the counts so far: pooled sums and lengths, means ascending. */
class IsotonicBlocks {
  private readonly sums: number[] = [];
  private readonly sizes: number[] = [];
  private readonly contributions: number[] = [];
  private total = 0;
  private length = 0;

  /** Σ xᵢ log x̂ᵢ − Σ xᵢ log x̄ once `count` is appended; the blocks themselves stay as they are. */
  logStatisticWith(count: number): number {
    let sum = count;
    let size = 1;
    let block = this.sums.length - 1;
    while (block >= 0 && this.sums[block]! * size >= sum * this.sizes[block]!) {
      sum += this.sums[block]!;
      size += this.sizes[block]!;
      block--;
    }
    const earlier = block >= 0 ? this.contributions[block]! : 0;
    const total = this.total + count;
    if (total === 0) return 0;
    const own = sum === 0 ? 0 : sum * Math.log(sum / size);
    return Math.max(0, earlier + own - total * Math.log(total / (this.length + 1)));
  }

  /** Append a count (pool adjacent violators). */
  push(count: number): void {
    let sum = count;
    let size = 1;
    while (this.sums.length > 0 && this.sums.at(-1)! * size >= sum * this.sizes.at(-1)!) {
      sum += this.sums.pop()!;
      size += this.sizes.pop()!;
      this.contributions.pop();
    }
    const earlier = this.contributions.at(-1) ?? 0;
    this.sums.push(sum);
    this.sizes.push(size);
    this.contributions.push(earlier + (sum === 0 ? 0 : sum * Math.log(sum / size)));
    this.total += count;
    this.length++;
  }
}

/** Smallest count in (low, high] whose statistic passes the limit, given that `high` does and `low` does not. */
function smallestAlarm(blocks: IsotonicBlocks, logLimit: number, low: number, high: number): number {
  let below = low;
  let above = high;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (blocks.logStatisticWith(middle) > logLimit) above = middle;
    else below = middle;
  }
  return above;
}

/** The count that would just alarm at this point, NaN where none does or all do. The statistic rises with it. */
function casesToAlarm(blocks: IsotonicBlocks, logLimit: number, maxCases: number): number {
  if (blocks.logStatisticWith(0) > logLimit) return Number.NaN;
  if (!(blocks.logStatisticWith(maxCases) > logLimit)) return Number.NaN;
  return smallestAlarm(blocks, logLimit, 0, maxCases);
}

/**
 * Frisén & Andersson (2009), Stat Med 28:1625–1641 (outbreakP): likelihood ratio of a non-decreasing mean against
 * a constant one, over all counts since the start of the series.
 *
 * P_t = Π (x̂ᵢ/x̄)^{xᵢ} with x̂ the isotonic regression of x₁ … x_t; alarm when P_t > limit. `expected` is x̄,
 * `score` log P_t, `upper` as `report` says.
 *
 * @throws EpiError MISSING_DATA for a gap up to the last monitored point; BAD_OPTION
 */
export function outbreakP(series: Series, options: OutbreakPOptions): OutbreakPColumns {
  const { limit = 100, report = 'value', maxCases = 100_000 } = options;
  requireOption(limit > 0, 'limit', limit, '> 0');
  const [first, last] = resolveRange(series, options, 0);
  const columns = { ...allocateColumns(first, last), statistic: new Float64Array(last - first + 1) };
  const logLimit = Math.log(limit);
  const blocks = new IsotonicBlocks();
  let sum = 0;
  for (let t = 0; t <= last; t++) {
    const count = series.counts[t]!;
    if (Number.isNaN(count)) {
      throw new EpiError('MISSING_DATA', `counts[${t}] is missing; the method needs every count`, {
        field: 'counts',
        index: t,
      });
    }
    sum += count;
    if (t >= first) {
      const i = t - first;
      const score = blocks.logStatisticWith(count);
      columns.expected[i] = sum / (t + 1);
      columns.score[i] = score;
      columns.statistic[i] = Math.exp(score);
      columns.alarm[i] = score > logLimit ? 1 : 0;
      columns.upper[i] = report === 'value' ? Math.exp(score) : casesToAlarm(blocks, logLimit, maxCases);
    }
    blocks.push(count);
  }
  return columns;
}
