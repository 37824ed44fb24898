export * from './errors.ts';
export * from './math/index.ts';
export * from './random/index.ts';
export * from './scan/index.ts';
export * from './series/index.ts';
