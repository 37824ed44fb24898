import type { Module } from '../kernel/module.ts';
import { access } from './access/index.ts';
import { health } from './health/index.ts';
import { insight } from './insight/index.ts';
import { org } from './org/index.ts';
import { people } from './people/index.ts';
import { reporting } from './reporting/index.ts';
import { setup } from './setup/index.ts';

/** The modules of the house, in the order of its arrows (ARCHITECTURE.md). Listed explicitly. */
export const modules: readonly Module[] = [org, people, access, reporting, health, insight, setup];
