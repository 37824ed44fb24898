import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** A file a core (epi/vitest.config.ts too: projects that run side by side must agree). */
const maxWorkers = availableParallelism();

/**
 * `@lianfang/epi` and `web`: pure and fast. `server`: on a real PostgreSQL; the files of a worker share its modules: what
 * the code under test keeps hangs on the services made for one database, never on a module, so that no file can tell what
 * ran before it (`--sequence.shuffle` shows it). `resilience`: real processes, killed; it mostly waits, and so runs beside
 * them. `journeys`: in a real browser, after the others. A file a core everywhere.
 */
export default defineConfig({
  test: {
    projects: [
      'epi',
      {
        test: {
          name: 'server',
          maxWorkers,
          isolate: false,
          include: [
            'server/src/**/*.test.ts',
            'contract/src/**/*.test.ts',
            'test/meta/**/*.test.ts',
            'test/imports/**/*.test.ts',
          ],
          globalSetup: ['test/support/cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'web',
          maxWorkers,
          isolate: false,
          include: ['web/src/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'resilience',
          maxWorkers,
          include: ['test/resilience/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'journeys',
          sequence: { groupOrder: 1 },
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/cluster.ts'],
          maxWorkers,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
