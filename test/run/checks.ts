/** The checks that need no test runner: each counts as one test. */
export interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const workspaces = ['contract', 'server', 'web', 'test', 'bench', 'epi'];

export const checks: readonly Check[] = [
  { name: 'formatting and lint (biome)', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
  ...workspaces.map((w) => ({ name: `types of ${w} (tsc)`, command: 'tsc', args: ['-p', w, '--noEmit'] })),
  {
    name: 'arrows between folders (dependency-cruiser)',
    command: 'depcruise',
    args: ['server', 'contract', 'web', 'epi', 'test', 'bench'],
  },
  { name: 'unused files, exports, dependencies (knip)', command: 'knip', args: [] },
  { name: 'the web builds (vite)', command: 'npm', args: ['run', '--silent', 'build'] },
];
