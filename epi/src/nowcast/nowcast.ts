import { checkLevel, checkWhole } from '../checks.ts';
import { EpiError } from '../errors.ts';
import { type Rng, randomBeta, randomGamma, randomPoisson } from '../random/index.ts';
import { checkTriangle, type ReportingTriangle } from './triangle.ts';

export interface NowcastOptions {
  /** Source of chance for the posterior draws. */
  readonly rng: Rng;
  /** Days of the recent past from which the delays are learned; default all. Shorter follows changes sooner. */
  readonly window?: number;
  /** Posterior draws a day, default 2000. */
  readonly draws?: number;
  /** Coverage of the intervals, default 0.95. */
  readonly confidence?: number;
}

/** What is known and what is to be expected of one day. */
export interface NowcastDay {
  /** 0-based row of the triangle, and its date when the triangle has dates. */
  readonly index: number;
  readonly date: string | null;
  /** Events of that day reported so far. */
  readonly reported: number;
  /** Share of the day's events expected to have been reported by now, 0…1 (Lawless' estimate). */
  readonly share: number;
  /** reported / share: the estimate of Lawless 1994, equal to the chain ladder. */
  readonly expected: number;
  /** Median and limits of the posterior of the final number, whole events ≥ reported. */
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Nowcast {
  /** One entry a row of the triangle, oldest first. */
  readonly days: readonly NowcastDay[];
  /** delay[d]: estimated share of events reported with a delay of d days; adds up to 1. */
  readonly delay: readonly number[];
}

/** Numerators and denominators of the reverse-time hazards, one entry a delay (index 0 unused). */
interface Hazards {
  readonly exact: Float64Array;
  readonly within: Float64Array;
}

/**
 * Nowcast of events that have occurred but are not yet reported.
 *
 * Delays are described by their reverse-time hazards g(d) = P(delay = d | delay ≤ d), which right truncation
 * leaves estimable (Lawless 1994, Can. J. Stat. 22:15). Intervals follow the Bayesian nowcast of Höhle & an der
 * Heiden (2014, Biometrics 70:993): independent Beta posteriors of the hazards (a generalised Dirichlet delay
 * distribution, Jeffreys' priors), and given the share F reported so far, a final number with λ ~ Gamma(½, 0),
 * so that the unreported are negative binomial with size reported + ½ and probability F.
 * Delays are taken as alike on all days of the window; reporting that pauses at weekends needs a triangle of
 * school days.
 *
 * @throws EpiError EMPTY, the codes of a bad count, BAD_OPTION; MISSING_DATA when a delay within the triangle
 *   cannot be learned because no day of the window was observed that long
 */
export function nowcast(triangle: ReportingTriangle, options: NowcastOptions): Nowcast {
  const { rows, maximumDelay } = checkTriangle(triangle);
  const { rng, draws = 2000, confidence = 0.95, window = rows } = options;
  checkWhole(window, 'window', 1, rows);
  checkWhole(draws, 'draws', 100, 1_000_000);
  checkLevel(confidence, 'confidence');
  if (window <= maximumDelay) {
    const message = `delays up to ${maximumDelay} days need more than ${maximumDelay} days to learn from, got ${window}`;
    throw new EpiError('MISSING_DATA', message, { field: 'window' });
  }
  const hazards = countHazards(triangle.counts, rows, maximumDelay, window);
  const share = sharesFrom(
    (d) => (hazards.within[d]! > 0 ? hazards.exact[d]! / hazards.within[d]! : 0),
    maximumDelay,
  );
  const reported = triangle.counts.map((row, t) => sumOf(row, Math.min(maximumDelay, rows - 1 - t)));

  const open = Math.min(rows, maximumDelay);
  const drawn = Array.from({ length: open }, () => new Float64Array(draws));
  for (let k = 0; k < draws; k++) {
    const shareDrawn = sharesFrom(
      (d) => randomBeta(rng, hazards.exact[d]! + 0.5, hazards.within[d]! - hazards.exact[d]! + 0.5),
      maximumDelay,
    );
    for (let age = 0; age < open; age++) {
      const known = reported[rows - 1 - age]!;
      const f = shareDrawn[age]!;
      const missing =
        f < 1 ? randomPoisson(rng, Math.min(1e15, (randomGamma(rng, known + 0.5) * (1 - f)) / f)) : 0;
      drawn[age]![k] = known + missing;
    }
  }
  const tail = (1 - confidence) / 2;
  const days = reported.map((known, index): NowcastDay => {
    const age = rows - 1 - index;
    const final = drawn[age]?.sort();
    const at = (p: number) => (final ? final[Math.min(draws - 1, Math.floor(p * draws))]! : known);
    const f = share[Math.min(age, maximumDelay)]!;
    return {
      index,
      date: triangle.dates?.[index] ?? null,
      reported: known,
      share: f,
      expected: f > 0 ? known / f : Number.NaN,
      median: at(0.5),
      lower: at(tail),
      upper: at(1 - tail),
    };
  });
  return { days, delay: Array.from(share, (f, d) => f - (d > 0 ? share[d - 1]! : 0)) };
}

function sumOf(row: readonly number[], last: number): number {
  let sum = 0;
  for (let d = 0; d <= last; d++) sum += row[d]!;
  return sum;
}

/** For each delay d: events with exactly d, and with at most d, over the days that were observed for d days. */
function countHazards(
  counts: readonly (readonly number[])[],
  rows: number,
  maximumDelay: number,
  window: number,
): Hazards {
  const exact = new Float64Array(maximumDelay + 1);
  const within = new Float64Array(maximumDelay + 1);
  for (let t = rows - window; t < rows; t++) {
    let cumulative = 0;
    for (let d = 0; d <= Math.min(maximumDelay, rows - 1 - t); d++) {
      cumulative += counts[t]![d]!;
      exact[d]! += counts[t]![d]!;
      within[d]! += cumulative;
    }
  }
  return { exact, within };
}

/** F(d) = Π over k > d of (1 − g(k)): share reported within d days. */
function sharesFrom(hazard: (d: number) => number, maximumDelay: number): Float64Array {
  const share = new Float64Array(maximumDelay + 1);
  share[maximumDelay] = 1;
  for (let d = maximumDelay; d > 0; d--) share[d - 1] = share[d]! * (1 - hazard(d));
  return share;
}
