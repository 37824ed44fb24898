import type { Figures } from '@lianfang/contract/insight';

export const received = (f: Figures): number => f.data + f.zero + f.late;
export const onTime = (f: Figures): number => f.data + f.zero;
export const ill = (f: Figures): number => f.absentIll + f.presentIll;
/** Share in per cent, or null where there is no whole: a gap in a chart. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
