import type { Module } from '../../kernel/module.ts';
import { setupRoutes } from './routes.ts';

export { createAdministrator } from './administrator.ts';
export { DemoLoading } from './loading.ts';
export { endSetup, isDemo, isSetUp, openSetup } from './state.ts';

/** First run: the administrator or the demo county. */
export const setup: Module = { name: 'setup', routes: setupRoutes };
