import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import verbs from '../../locales/zh-CN/verbs.json' with { type: 'json' };

const server = fileURLToPath(new URL('../../../../server/src', import.meta.url));

test('every verb that the server writes into the audit has words', () => {
  const written = globSync('**/*.ts', { cwd: server })
    .filter((file) => !/\.test\.ts$/.test(file))
    .flatMap((file) => [
      ...readFileSync(`${server}/${file}`, 'utf8').matchAll(/\bverb: '([a-z]+\.[a-z-]+)'/g),
    ])
    .map((match) => match[1]!);
  expect(written.length).toBeGreaterThan(10);
  const unnamed = [...new Set(written)].filter((verb) => !(verb.replace('.', '-') in verbs));
  expect(unnamed).toEqual([]);
});
