import type { Figures } from '@lianfang/contract/insight';

export const received = (f: Figures): number => f.data + f.zero + f.late;
export const onTime = (f: Figures): number => f.data + f.zero;
export const ill = (f: Figures): number => f.absentIll + f.presentIll;
/** A unit's own name without that of the unit above, which stands over the list already: it fits a wall or a phone. */
export const shortName = (name: string, above: string): string =>
  name.startsWith(above) && name.length > above.length + 1 ? name.slice(above.length) : name;
/** Nothing is overdue yet and some may still report in time: a figure of the day would say little. */
export const early = (f: Figures): boolean => f.pending > 0 && f.missing === 0;
/** A line of days without its last one, if that is early: a gap, not a plunge. */
export const settled = (
  values: readonly (number | null)[],
  last: Figures | null,
): readonly (number | null)[] => (last && early(last) ? [...values.slice(0, -1), null] : values);
/** Share in per cent, or null where there is no whole: a gap in a chart. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
