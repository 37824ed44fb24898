import { checkOption, checkWhole } from '../checks.ts';
import type { DetectionColumns } from '../detect/index.ts';
import { UNDEFINED_ALARM } from '../detect/index.ts';
import { EpiError } from '../errors.ts';
import type { Series } from '../series/index.ts';
import { meetsThreshold, type Operator } from './windowRule.ts';

export interface WindowSumOptions {
  /** Length of the window in days, ≥ 1. */
  readonly days: number;
  /** `observations`: the last `days` observations; `calendar`: observations dated within the last `days` days. */
  readonly counting: 'observations' | 'calendar';
  readonly operator: Operator;
  /** Cut-off for the sum of cases in the window. */
  readonly threshold: number;
}

/**
 * A statutory trigger on counts alone, in the form of a detector, so that it can be compared with one: alarm
 * when the cases of the window ending at a point meet the threshold. `score` is the sum of the window, `upper`
 * the largest whole count of the current day without an alarm (below 0 when the days before suffice),
 * `expected` is undefined. A gap counts as unknown: the alarm is given when the known days suffice, otherwise
 * it is undefined.
 *
 * @throws EpiError BAD_OPTION; MISSING_DATA when calendar days are asked of a series without dates
 */
export function windowSum(series: Series, options: WindowSumOptions): DetectionColumns {
  const { days, counting, operator, threshold } = options;
  checkWhole(days, 'days', 1, 366);
  checkOption(threshold > 0 && threshold < Infinity, 'threshold', 'finite and above 0', threshold);
  if (counting === 'calendar' && !series.days) {
    throw new EpiError('MISSING_DATA', 'the series has no dates to count calendar days by', {
      field: 'dates',
    });
  }
  const position = (i: number) => (counting === 'calendar' ? series.days![i]! : i);
  const largestQuiet = operator === '>' ? Math.floor(threshold) : Math.ceil(threshold) - 1;
  const n = series.length;
  const columns = {
    first: 0,
    expected: new Float64Array(n).fill(Number.NaN),
    upper: new Float64Array(n),
    score: new Float64Array(n),
    alarm: new Uint8Array(n),
  };
  let start = 0;
  let known = 0;
  let gaps = 0;
  const shift = (i: number, sign: 1 | -1) => {
    const count = series.counts[i]!;
    if (Number.isNaN(count)) gaps += sign;
    else known += sign * count;
  };
  for (let t = 0; t < n; t++) {
    shift(t, 1);
    while (position(start) <= position(t) - days) shift(start++, -1);
    const met = meetsThreshold(known, operator, threshold);
    const current = series.counts[t]!;
    columns.score[t] = gaps > 0 ? Number.NaN : known;
    columns.upper[t] = gaps > 0 ? Number.NaN : largestQuiet - (known - current);
    columns.alarm[t] = met ? 1 : gaps > 0 ? UNDEFINED_ALARM : 0;
  }
  return columns;
}
