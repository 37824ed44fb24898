import type { Module } from '../app.ts';

/** The modules of the house, in the order of its arrows (ARCHITECTURE.md). Listed explicitly. */
export const modules: readonly Module[] = [];
