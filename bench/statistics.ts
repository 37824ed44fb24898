/** Percentile of sorted or unsorted samples (nearest rank). `p` in 0..1. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Milliseconds since an arbitrary start, sub-millisecond. */
export const now = (): number => performance.now();
