import type { Module } from '../../kernel/module.ts';
import { startInstances } from './instances.ts';
import { healthReadRoutes } from './readRoutes.ts';
import { registerRoutes } from './registers/routes.ts';
import { healthRoutes } from './routes.ts';

export { digestOf } from './domain.ts';
export { buildRegister, fileName, type RegisterUnit } from './registers/build.ts';
export { Contacts } from './registers/contacts.ts';
export { registerCsv } from './registers/csv.ts';
export { registerXlsx } from './registers/xlsx.ts';

/** Checks, absences for illness and their tracing, registers. */
export const health: Module = {
  name: 'health',
  routes: [...healthRoutes, ...healthReadRoutes, ...registerRoutes],
  start: async (_app, runtime) => startInstances(runtime),
};
