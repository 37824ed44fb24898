export * from './errors.ts';
export * from './math/index.ts';
export * from './series/index.ts';
