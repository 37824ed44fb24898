/** An estimate with its confidence (or credible) limits, all in the unit of the estimate. */
export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}
