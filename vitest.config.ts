import { defineConfig } from 'vitest/config';

/**
 * `@lianfang/epi` and `web`: pure and fast. `server`: on a real PostgreSQL. `journeys`: in a real browser, one at a
 * time. `resilience`: real processes, killed.
 */
export default defineConfig({
  test: {
    projects: [
      'epi',
      {
        test: {
          name: 'server',
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
      { test: { name: 'web', include: ['web/src/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'resilience',
          include: ['test/resilience/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/cluster.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
