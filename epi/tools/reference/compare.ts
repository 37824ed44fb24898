import { decodeColumn } from './format.ts';

function wantedColumn(what: string, name: string, written: unknown): number[] {
  if (written === undefined) throw new Error(`${what} of the case has no column ${name}`);
  return decodeColumn(written);
}

/** What one comparison of a case found. */
export interface Comparison {
  /** `output`, `derived` or the part of it. */
  readonly what: string;
  readonly tolerance: number;
  /** Largest relative deviation over all columns. */
  readonly deviation: number;
  /** Column and 0-based entry of that deviation. */
  readonly worst: string;
  readonly mismatchedAlarms: number;
}

/**
 * Smallest size a deviation is taken relative to, in counts, standard deviations or scores: a bound of 1e-17 against
 * one of 0 is agreement. Tails of distributions have their own, far smaller floor.
 */
export const FLOOR = 0.01;
/** The same for probabilities. */
export const PROBABILITY_FLOOR = 1e-6;

/**
 * Collects the largest deviation |got − want|/max(|want|, floor).
 *
 * The floor keeps a rounding error around zero (1e-17 against 0) from counting as an infinite relative error. Two
 * undefined values agree; an undefined one against a number deviates infinitely.
 */
export class Comparer {
  private deviation = 0;
  private worst = '';
  private mismatchedAlarms = 0;
  private readonly what: string;
  private readonly tolerance: number;
  private readonly floor: number;

  constructor(what: string, tolerance: number, floor = FLOOR) {
    this.what = what;
    this.tolerance = tolerance;
    this.floor = floor;
  }

  column(name: string, got: ArrayLike<number>, written: unknown, floor = this.floor): this {
    const want = wantedColumn(this.what, name, written);
    if (got.length !== want.length)
      return this.note(Infinity, `${name}: ${got.length} entries for ${want.length}`);
    for (let i = 0; i < want.length; i++) {
      const a = got[i]!;
      const b = want[i]!;
      if (Object.is(a, b) || a === b) continue;
      const deviation = Math.abs(a - b) / Math.max(Math.abs(b), floor);
      this.note(Number.isNaN(deviation) ? Infinity : deviation, `${name}[${i}] got ${a}, want ${b}`);
    }
    return this;
  }

  /** Counts entries of an alarm (or other yes/no) column that differ; `doubtful` ones are not counted. */
  alarms(got: ArrayLike<number>, written: unknown, doubtful: (i: number) => boolean = () => false): this {
    const want = wantedColumn(this.what, 'alarm', written);
    if (got.length !== want.length) this.mismatchedAlarms += Math.abs(got.length - want.length);
    for (let i = 0; i < Math.min(got.length, want.length); i++) {
      if (!Object.is(got[i], want[i]) && !doubtful(i)) this.mismatchedAlarms++;
    }
    return this;
  }

  result(): Comparison {
    const { what, tolerance, deviation, worst, mismatchedAlarms } = this;
    return { what, tolerance, deviation, worst, mismatchedAlarms };
  }

  private note(deviation: number, where: string): this {
    if (deviation > this.deviation) {
      this.deviation = deviation;
      this.worst = where;
    }
    return this;
  }
}

/** Whether a comparison is within its tolerance. */
export function passes(comparison: Comparison): boolean {
  return comparison.deviation <= comparison.tolerance && comparison.mismatchedAlarms === 0;
}
