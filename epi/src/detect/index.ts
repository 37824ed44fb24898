export { type BayesOptions, bayes } from './bayes.ts';
export { type CdcColumns, type CdcOptions, cdc } from './cdc.ts';
export { type CusumColumns, type CusumOptions, cusum } from './cusum.ts';
export type { CusumTransform } from './cusumTransform.ts';
export { type DetectMethod, type DetectOptions, detect, detectColumns, toDetections } from './detect.ts';
export { type EarsMethod, type EarsOptions, ears } from './ears.ts';
export { type FarringtonOptions, farrington } from './farrington.ts';
export {
  type FarringtonFlexibleOptions,
  type FlexibleColumns,
  farringtonFlexible,
  type ThresholdMethod,
} from './farringtonFlexible.ts';
export type { CaseLimit, FarringtonColumns, PowerTransform } from './farringtonShared.ts';
export { type GlrColumns, type GlrOptions, glr, type SeasonalMean } from './glr.ts';
export { type OutbreakPColumns, type OutbreakPOptions, outbreakP } from './outbreakP.ts';
export type { Arithmetic } from './reference.ts';
export { type RkiOptions, rki } from './rki.ts';
export { type Detection, type DetectionColumns, type MonitoredRange, UNDEFINED_ALARM } from './types.ts';
