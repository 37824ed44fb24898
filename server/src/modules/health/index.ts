import type { Module } from '../../kernel/module.ts';
import { startInstances } from './instances.ts';
import { healthReadRoutes } from './readRoutes.ts';
import { healthRoutes } from './routes.ts';

export { digestOf } from './domain.ts';

/** Checks, absences for illness and their tracing, registers. */
export const health: Module = {
  name: 'health',
  routes: [...healthRoutes, ...healthReadRoutes],
  start: async (_app, runtime) => startInstances(runtime),
};
