/** `alarm` of a point where the statistic is undefined (a gap in its baseline, 0/0). */
export const UNDEFINED_ALARM = 2;

/** Which points to judge: 0-based indices into the series, both inclusive. */
export interface MonitoredRange {
  /** First point; by default the earliest that has a full baseline. */
  readonly from?: number;
  /** Last point; by default the last of the series. */
  readonly to?: number;
}

/**
 * A detector's answer as columns, one entry per monitored point. Entry i belongs to series index `first + i`.
 * What is undefined is NaN in a number column and {@link UNDEFINED_ALARM} in `alarm`.
 */
export interface DetectionColumns {
  /** 0-based index of the first monitored point. */
  readonly first: number;
  /** Expected count in the absence of an outbreak, in counts. */
  readonly expected: Float64Array;
  /** Alarm bound, in the unit that the method's documentation names (counts unless said otherwise). */
  readonly upper: Float64Array;
  /** The method's statistic; what it measures is in the method's documentation. */
  readonly score: Float64Array;
  /** 1 alarm, 0 none, 2 undefined. */
  readonly alarm: Uint8Array;
}

/** A detector's answer at one point, as plain data. `null` stands for undefined. */
export interface Detection {
  /** 0-based index into the series. */
  readonly index: number;
  /** ISO date, when the series has dates. */
  readonly date: string | null;
  readonly expected: number | null;
  readonly upper: number | null;
  readonly alarm: boolean | null;
  readonly score: number | null;
}

/** Empty columns for the points first … last. */
export function allocateColumns(first: number, last: number): DetectionColumns {
  const length = last - first + 1;
  return {
    first,
    expected: new Float64Array(length),
    upper: new Float64Array(length),
    score: new Float64Array(length),
    alarm: new Uint8Array(length),
  };
}

/** 1 when `value > bound`, 0 when not, undefined when either is NaN. */
export function exceeds(value: number, bound: number): number {
  if (value > bound) return 1;
  return value <= bound ? 0 : UNDEFINED_ALARM;
}
