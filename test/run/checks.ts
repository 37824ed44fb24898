/** The checks that need no test runner: each counts as one test. */
export interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const workspaces = ['contract', 'server', 'web', 'test', 'bench', 'epi'];

/**
 * The build first, since it takes longest and the browser tests need it; types beside it. What looks at all files of
 * the repository comes after, when no build is writing any.
 */
export const checks: readonly Check[] = [
  { name: 'the web builds (vite)', command: 'npm', args: ['run', '--silent', 'build'] },
  ...workspaces.map((w) => ({ name: `types of ${w} (tsc)`, command: 'tsc', args: ['-p', w, '--noEmit'] })),
  { name: 'formatting and lint (biome)', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
  {
    name: 'arrows between folders (dependency-cruiser)',
    command: 'depcruise',
    args: ['server', 'contract', 'web', 'epi', 'test', 'bench'],
  },
  { name: 'unused files, exports, dependencies (knip)', command: 'knip', args: [] },
];
