export * from './spaceTimeScan.ts';
export {
  logLikelihoodRatio,
  type ScanModel,
  type Significance,
  type SignificanceOptions,
  significanceOf,
} from './statistic.ts';
export type { TreeNode } from './tree.ts';
export * from './treeScan.ts';
export * from './zones.ts';
