import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const sources = fileURLToPath(new URL('..', import.meta.url));
/** What a phone on a bad network must not wait for. */
const HEAVY = /^(antd|@ant-design|echarts|temporal-polyfill)(\/|$)/;

/** Everything a module fetches before it runs: its static imports of values, and theirs. */
function reached(file: string, seen = new Set<string>()): Map<string, string> {
  const found = new Map<string, string>();
  if (seen.has(file)) return found;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, clause, from] of text.matchAll(
    /^(?:import|export)\s+([^;]*?)?\s*(?:from\s+)?'([^']+)';/gms,
  )) {
    if (clause?.startsWith('type ')) continue;
    if (from!.startsWith('.')) {
      const next = resolve(dirname(file), from!);
      if (/\.tsx?$/.test(next) && existsSync(next)) for (const [k, v] of reached(next, seen)) found.set(k, v);
    } else {
      found.set(from!, file);
    }
  }
  return found;
}

const entries = ['main.tsx', ...globSync('features/*/*.light.tsx', { cwd: sources })];

test.each(entries)('%s opens without antd, ECharts or a calendar library', (entry) => {
  const heavy = [...reached(join(sources, entry))].filter(([name]) => HEAVY.test(name));
  expect(heavy).toEqual([]);
});

test('the walk follows imports: it finds React and the router from the entry', () => {
  const names = [...reached(join(sources, 'main.tsx')).keys()];
  expect(names).toEqual(expect.arrayContaining(['@tanstack/react-router', 'i18next', 'react']));
});

test('the walk sees antd where it is used', () => {
  expect([...reached(join(sources, 'ui/DataTable.tsx')).keys()]).toContain('antd');
});
