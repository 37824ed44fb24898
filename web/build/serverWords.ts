import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConverterFactory, Trie } from 'opencc-js/core';
import type { Plugin } from 'vite';
import { fullWidth } from '../../contract/src/chinese.ts';
import { traditional } from './traditional.ts';

type Pair = readonly [mainland: string, taiwan: string];

/** What the server says is written in these: problems, names of parameters, and the kinds, posts and slots it comes with. */
const SOURCES = ['server/src/**/*.ts', 'contract/src/*.ts', 'server/migrations/*.sql'];
const RUN = /[\p{Script=Han}，。：；、…（）！？“”‘’「」『』]+/gu;
/** Shorter ones are too easily part of another word. */
const LEAST = 2;
const length = (run: string): number => run.match(/\p{Script=Han}/gu)?.length ?? 0;

/** Characters one by one: for what people named themselves (own kinds, own posts) and for words nobody foresaw. */
function characters(): Pair[] {
  const all = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, i) => String.fromCodePoint(0x4e00 + i));
  return [...'“”‘’', ...all].map((c) => [c, traditional(c)] as const).filter(([from, to]) => from !== to);
}

/** Runs of Chinese in a source and what they are in Taiwan, converted in their line, so that what stands beside counts. */
function runs(source: string): Pair[] {
  return source.split('\n').flatMap((line) => {
    const mainland = fullWidth(line);
    const taiwan = traditional(mainland).match(RUN) ?? [];
    return (mainland.match(RUN) ?? []).map((run, i) => [run, taiwan[i]!] as const);
  });
}

/**
 * The few words a browser needs to put what the server says into Taiwan's characters and words: single characters, and
 * of the texts in `root` those that come out otherwise than character by character. A whole converter is ten times that.
 */
export function serverWords(root: string): readonly Pair[] {
  const files = globSync(SOURCES, { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const known = new Map(files.flatMap((file) => runs(readFileSync(join(root, file), 'utf8'))));
  const words = characters();
  const trie = new Trie();
  for (const [from, to] of words) trie.addWord(from, to);
  // Shorter ones first: a longer one cannot change what they come to.
  const byLength = [...known].toSorted(([a], [b]) => a.length - b.length);
  for (const [from, to] of byLength) {
    if (length(from) < LEAST || trie.convert(from) === to) continue;
    trie.addWord(from, to);
    words.push([from, to]);
  }
  return words;
}

/** As the browser does it. */
export const converterOf = (words: readonly Pair[]): ((text: string) => string) => ConverterFactory([words]);

const ID = 'virtual:server-words';

/** Serves `virtual:server-words`: what `serverWords` finds under `root`. */
export function words(root: string): Plugin {
  return {
    name: 'lianfang-server-words',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load: (id) => (id === `\0${ID}` ? `export default ${JSON.stringify(serverWords(root))};` : null),
  };
}
