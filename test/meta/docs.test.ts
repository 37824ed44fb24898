import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/process.ts';

/** Documents in the repository (git's view of it, so that build output does not count). */
const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
})
  .toString()
  .split('\n')
  .filter((f) => f !== '' && existsSync(join(root, f)));

const top = /^(epi|plans|contract|server|web|test|bench|\.ci|docs)\//;
const scriptsOf = (folder: string): Record<string, string> =>
  (
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
      scripts?: Record<string, string>;
    }
  ).scripts ?? {};

/** Paths in backticks that name a place in the repository, and targets of relative links. */
function pathsIn(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)]
    .map((m) => m[1]!)
    .filter((p) => top.test(p) && !/[<>*{}]/.test(p))
    .map((p) => p.replace(/:\d+$/, ''));
  const linked = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)]*)?\)/g)].map((m) =>
    join(dirname(file), m[1]!),
  );
  return [...quoted, ...linked];
}

test.each(documents)('%s names only paths that exist', (file) => {
  const places = ['', dirname(file), file.split('/')[0]!];
  const here = (p: string) => places.some((place) => existsSync(join(root, place, p)));
  expect(pathsIn(file).filter((p) => !here(p) && !/(^|\/)(dist|data)(\/|$)/.test(p))).toEqual([]);
});

test.each(documents)('%s names only npm scripts that exist', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const named = [...text.matchAll(/npm run ([\w:-]+)(?:[^\n`]*? -w (\w+))?/g)];
  const unknown = named.filter((m) => {
    const folders = m[2] ? [m[2]] : ['.', ...(file.includes('/') ? [file.split('/')[0]!] : [])];
    return !folders.some((f) => existsSync(join(root, f, 'package.json')) && m[1]! in scriptsOf(f));
  });
  expect(unknown.map((m) => m[0])).toEqual([]);
});

test('the README opens with the two commands', () => {
  const start = readFileSync(join(root, 'README.md'), 'utf8').slice(0, 2000);
  expect(start).toContain('npm ci && npm start');
  expect(start).toContain('npm ci && npm test');
});
