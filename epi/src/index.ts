export * from './errors.ts';
export * from './math/index.ts';
export * from './nowcast/index.ts';
export * from './random/index.ts';
export * from './rules/index.ts';
export * from './scan/index.ts';
export * from './series/index.ts';
