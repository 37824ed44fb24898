export { type FinalSize, finalSize, finalSizeOfGroups, type MixingGroup } from './finalSize.ts';
export { type Growth, type GrowthOptions, growthRate } from './growthRate.ts';
export { type GenerationInterval, reproductionNumber } from './reproduction.ts';
