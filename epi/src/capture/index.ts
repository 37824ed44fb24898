export { cohenKappa, compareLists, type Kappa, type ListComparison } from './agreement.ts';
export { type ChaoEstimate, chaoLowerBound } from './chao.ts';
export { type CaptureModel, captureHistories, type LogLinearCapture, logLinearCapture } from './logLinear.ts';
export {
  type CaptureIntervalMethod,
  chapman,
  type TwoSourceCounts,
  type TwoSourceEstimate,
  type TwoSourceOptions,
} from './twoSource.ts';
