import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const examples = [...readme.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);

/** What an example says it prints: its `// →` lines. */
const promised = (code: string): string[] =>
  [...code.matchAll(/^\s*\/\/ → (.*)$/gm)].map((match) => match[1]!);

/** npm in a folder, without the network and without the settings of the npm that runs this test. */
function npm(folder: string, ...args: string[]): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return execFileSync('npm', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('the package as others get it', () => {
  let folder = '';
  let packed: { filename: string; files: { path: string }[] };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'epi-package-'));
    npm(ROOT, 'run', 'build');
    const listing = npm(ROOT, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
    packed = JSON.parse(listing)[0];
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    npm(folder, 'install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename));
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds the build, the pages and the licence, and no sources, tests or reference values', () => {
    const paths = packed.files.map((file) => file.path);
    for (const path of ['dist/index.js', 'dist/index.d.ts', 'README.md', 'LICENSE', 'docs/ears.md']) {
      expect(paths).toContain(path);
    }
    const strays = paths.filter((path) => /^(src|test|tools|bench)\/|fixtures|\.test\./.test(path));
    expect(strays).toEqual([]);
  });

  test('has no dependencies', () => {
    const manifest = JSON.parse(
      readFileSync(join(folder, 'node_modules/@lianfang/epi/package.json'), 'utf8'),
    );
    expect(manifest.dependencies).toBeUndefined();
  });

  test('the README has examples that promise output', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
    for (const code of examples) expect(promised(code).length).toBeGreaterThan(0);
  });

  test.each(examples.map((code, i) => [i + 1, code] as const))(
    'example %i of the README prints what it says',
    (i, code) => {
      const file = join(folder, `example-${i}.js`);
      writeFileSync(file, code);
      const printed = execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
      expect(printed.trim().split('\n')).toEqual(promised(code));
    },
  );

  test('its types serve a strict TypeScript program', () => {
    const program = `import { detect, type Detection } from '@lianfang/epi';
const points: Detection[] = detect({ counts: [1, 2, null, 4] }, { method: 'ears-c1', baseline: 2 });
export const alarms: (boolean | null)[] = points.map((point) => point.alarm);
// @ts-expect-error a method that does not exist
detect({ counts: [1] }, { method: 'boda' });
`;
    writeFileSync(join(folder, 'program.ts'), program);
    const options = ['--noEmit', '--strict', '--module', 'NodeNext', '--target', 'ES2022', '--types', ''];
    const tsc = fileURLToPath(import.meta.resolve('typescript/package.json')).replace(
      /package\.json$/,
      'bin/tsc',
    );
    expect(
      execFileSync(process.execPath, [tsc, ...options, 'program.ts'], { cwd: folder, encoding: 'utf8' }),
    ).toBe('');
  });
});
