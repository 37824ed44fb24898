import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Command } from 'commander';
import { WEB_DIST } from '../kernel/web.ts';

const WEB = fileURLToPath(new URL('../../../web/', import.meta.url));
const CONTRACT = fileURLToPath(new URL('../../../contract/src/', import.meta.url));
/** Written last: a build that was interrupted is not taken for a whole one. */
const MARK = join(WEB_DIST, '.built');

async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((e) => e.isFile()).map((e) => stat(join(e.parentPath, e.name)));
  return Math.max(found.mtimeMs, ...(await Promise.all(files)).map((s) => s.mtimeMs));
}

/** Whether the built web is older than what it is built from, or missing. */
async function isStale(): Promise<boolean> {
  const built = await newest(MARK);
  const sources = ['src', 'build', 'public', 'index.html', 'vite.config.ts', 'package.json'].map((name) =>
    join(WEB, name),
  );
  const changed = await Promise.all([...sources, CONTRACT].map(newest));
  return built === 0 || Math.max(...changed) > built;
}

function vite(): Promise<void> {
  const require = createRequire(join(WEB, 'package.json'));
  const manifest = require.resolve('vite/package.json');
  const { bin } = require(manifest) as { bin: { vite: string } };
  const child = spawn(process.execPath, [join(dirname(manifest), bin.vite), 'build', '--logLevel', 'warn'], {
    cwd: WEB,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code, signal) =>
      code === 0
        ? done()
        : fail(new Error(`The web pages could not be built (vite: ${signal ?? `exit ${code}`}).`)),
    );
  });
}

const COMPRESSIBLE = new Set(['.js', '.css', '.html', '.svg', '.json', '.webmanifest', '.wasm', '.txt']);

/** Puts a .br and a .gz beside each file worth it: best compression, paid for once. */
async function compressBuilt(): Promise<void> {
  const entries = await readdir(WEB_DIST, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !COMPRESSIBLE.has(extname(file))) continue;
    const content = await readFile(file);
    if (content.length < 1024) continue;
    await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
    await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  }
}

/** Builds the web when there is a need to. */
export async function buildWeb(options: { force?: boolean; say: (line: string) => void }): Promise<void> {
  if (!existsSync(join(WEB, 'index.html'))) return;
  if (!options.force && !(await isStale())) return;
  options.say(
    '正在构建网页（仅首次或更新后）… Building the web pages (first start and after updates only) …',
  );
  await vite();
  await compressBuilt();
  await writeFile(MARK, new Date().toISOString());
}

export function addBuild(program: Command): void {
  program
    .command('build')
    .description(
      'build the web pages (start does it by itself when they are missing or older than their sources)',
    )
    .option('--force', 'also when they are current')
    .action(async (options: { force?: boolean }) => buildWeb({ ...options, say: console.log }));
}
