import { globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

type Messages = { [key: string]: string | Messages };
const folder = fileURLToPath(new URL('.', import.meta.url));
const sources = fileURLToPath(new URL('..', import.meta.url));
const namespaces = (language: string): string[] =>
  readdirSync(`${folder}/${language}`)
    .map((f) => f.replace(/\.json$/, ''))
    .sort();
const read = (language: string, namespace: string): Messages =>
  JSON.parse(readFileSync(`${folder}/${language}/${namespace}.json`, 'utf8'));

function flat(messages: Messages, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([k, v]) =>
      typeof v === 'string' ? [[prefix + k, v] as const] : [...flat(v, `${prefix}${k}.`)],
    ),
  );
}
/** English counts in two forms (_one, _other), Chinese in one. */
const base = (key: string): string => key.replace(/_(one|other)$/, '');
const places = (text: string): string[] => [...new Set(text.match(/\{\{\s*\w+/g) ?? [])].sort();
const HAN = /\p{Script=Han}/u;
/** Source without its comments, which may quote Chinese terms. */
const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
/** Names of languages are written in themselves. */
const SELF_NAMED = /^languages\./;

test('both languages have the same namespaces', () => {
  expect(namespaces('en')).toEqual(namespaces('zh-CN'));
});

describe.each(namespaces('zh-CN'))('%s', (namespace) => {
  const zh = flat(read('zh-CN', namespace));
  const en = flat(read('en', namespace));

  test('the same keys in both languages', () => {
    expect([...new Set([...en.keys()].map(base))].sort()).toEqual(
      [...new Set([...zh.keys()].map(base))].sort(),
    );
  });
  test('no text is empty, and English has no Chinese left in it', () => {
    for (const text of [...zh.values(), ...en.values()]) expect(text.trim()).not.toBe('');
    const left = [...en].filter(([key, text]) => !SELF_NAMED.test(key) && HAN.test(text));
    expect(left).toEqual([]);
  });
  test('Chinese is Chinese: a text of several Latin words was not translated', () => {
    const left = [...zh].filter(
      ([key, text]) => !SELF_NAMED.test(key) && !HAN.test(text) && /[a-z]+ [a-z]+/.test(text),
    );
    expect(left).toEqual([]);
  });
  test('counts are written as numbers are: 1,285', () => {
    expect(
      [...zh.values(), ...en.values()].filter((text) =>
        /{{(count|units|people|holders|of|total)}}/.test(text),
      ),
    ).toEqual([]);
  });
  test('the same places are filled in both', () => {
    for (const [key, text] of en) {
      const counterpart = zh.get(key) ?? zh.get(base(key)) ?? zh.get(`${base(key)}_other`)!;
      if (/_one$/.test(key)) continue;
      expect({ key, places: places(text) }).toEqual({ key, places: places(counterpart) });
    }
  });
});

describe('components', () => {
  const components = globSync('**/*.tsx', { cwd: sources });

  test('carry no hard-coded Chinese', () => {
    const withText = components.filter((file) =>
      HAN.test(withoutComments(readFileSync(`${sources}/${file}`, 'utf8'))),
    );
    expect(withText).toEqual([]);
  });

  test('ask only for keys that exist', () => {
    const known = new Map(namespaces('zh-CN').map((ns) => [ns, flat(read('zh-CN', ns))]));
    const missing: string[] = [];
    for (const file of [...components, ...globSync('**/*.ts', { cwd: sources })]) {
      if (/\.test\.ts$/.test(file)) continue;
      const text = readFileSync(`${sources}/${file}`, 'utf8');
      const namespace = /useTranslation\(\[?'([\w-]+)'/.exec(text)?.[1] ?? 'common';
      for (const [, key] of text.matchAll(/\bt\(\s*'([^'$]+)'/g)) {
        const [ns, name] = key!.includes(':') ? (key!.split(':') as [string, string]) : [namespace, key!];
        const keys = known.get(ns);
        if (ns !== 'nav' && !keys?.has(name) && !keys?.has(`${name}_other`)) missing.push(`${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });

  test('name navigation labels that exist', () => {
    const labels = components.flatMap((file) =>
      [...readFileSync(`${sources}/${file}`, 'utf8').matchAll(/labelKey: '([^']+)'/g)].map((m) => m[1]!),
    );
    const missing = labels.filter((label) => {
      const [ns, key] = label.split('.') as [string, string];
      return !namespaces('zh-CN').includes(ns) || !flat(read('zh-CN', ns)).has(`nav.${key}`);
    });
    expect(missing).toEqual([]);
  });
});
