import type { Module } from '../../kernel/module.ts';
import { insightRoutes } from './routes.ts';

/** Boards: what the figures of all modules look like together. Reads published views. */
export const insight: Module = { name: 'insight', routes: insightRoutes };
