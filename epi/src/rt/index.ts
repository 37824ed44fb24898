export {
  type EstimateROptions,
  estimateR,
  type RtEstimate,
  type RtResult,
  type SerialInterval,
} from './estimateR.ts';
export { type Incidence, overallInfectivity } from './infectivity.ts';
export { type RtPrior, type RtWindow, slidingWindows } from './posterior.ts';
export { discreteSerialInterval, serialIntervalMoments } from './serialInterval.ts';
export type { TruncatedNormal } from './uncertainInterval.ts';
