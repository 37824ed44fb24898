import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Mark, svgPlot } from '../docs/svg.ts';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const library = pathToFileURL(fileURLToPath(new URL('../src/index.ts', import.meta.url))).href;
const pages = readdirSync(docs).filter((file) => file.endsWith('.md'));
const work = mkdtempSync(join(tmpdir(), 'epi-docs-'));
afterAll(() => rmSync(work, { recursive: true }));

/** Tags balance, and no tag names an attribute twice. */
function malformed(svg: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [tag, closing, name, attributes, selfClosing] of svg.matchAll(/<(\/?)(\w+)([^>]*?)(\/?)>/g)) {
    const names = [...attributes!.matchAll(/([\w-]+)="/g)].map((match) => match[1]);
    if (new Set(names).size < names.length || attributes!.includes('NaN')) faults.push(tag);
    if (closing && open.pop() !== name) faults.push(tag);
    if (!closing && !selfClosing) open.push(name!);
  }
  return [...faults, ...open];
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(docs, page), 'utf8');

  test('its plots and pages exist', () => {
    for (const [, target] of text.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(existsSync(join(docs, target!)), target).toBe(true);
    }
  });

  const examples = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);
  test.each(examples)('its example runs', (example) => {
    const file = join(work, `${page}.ts`);
    writeFileSync(file, example.replaceAll('@lianfang/epi', library));
    const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    expect(stderr.replace(/\(node.*\n|\(Use `node.*\n/g, '')).toBe('');
    expect(status).toBe(0);
  });
});

test('every plot of the docs is well-formed and shown on a page', () => {
  const shown = pages.map((page) => readFileSync(join(docs, page), 'utf8')).join();
  for (const file of readdirSync(join(docs, 'images')).filter((name) => name.endsWith('.svg'))) {
    expect(malformed(readFileSync(join(docs, 'images', file), 'utf8')), file).toEqual([]);
    expect(shown).toContain(`images/${file}`);
  }
});

test('the plot helper draws every kind of mark, escapes text and leaves gaps open', () => {
  const x = [0, 1, 2, 3];
  const marks: Mark[] = [
    { kind: 'shade', from: 1, to: 2, label: 'shade' },
    { kind: 'band', x, lower: [0, 0, 1, 1], upper: [2, 3, 4, 5], label: 'band' },
    { kind: 'bars', x, y: [1, 2, 0, 3], label: 'bars' },
    { kind: 'line', x, y: [1, null, 2, 3], label: 'a < b & "c"' },
    { kind: 'points', x, y: [1, 2, 3, 4], shape: 'triangle', label: 'points' },
    { kind: 'rule', axis: 'y', at: 2, label: 'rule' },
  ];
  const svg = svgPlot({ title: 'a < "b"', xLabel: 'x', yLabel: 'y', marks });
  expect(malformed(svg)).toEqual([]);
  expect(svg).toContain('a &lt; b &amp;');
  expect(svg.match(/<path d="M[^"]*M[^"]*"/)).not.toBeNull();
  expect(
    malformed(
      svgPlot({
        title: 'log',
        xLabel: 'x',
        yLabel: 'y',
        logX: true,
        x: [0.1, 10],
        marks: [{ kind: 'line', x: [0.1, 10], y: [0, 0] }],
      }),
    ),
  ).toEqual([]);
});
