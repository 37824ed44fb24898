export * from './composite.ts';
export * from './continuous.ts';
export * from './discrete.ts';
export { createRng, type Rng, rngFromState } from './generator.ts';
