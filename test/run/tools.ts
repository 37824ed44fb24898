import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { chromiumPath, sofficePath } from '../support/programs.ts';
import { run } from './process.ts';

interface Tool {
  readonly debian: string;
  present(): boolean | Promise<boolean>;
}

/** What the tests use beyond npm: a browser, fonts that can show Chinese, an office suite, iconv (in libc-bin). */
const tools: readonly Tool[] = [
  { debian: 'chromium', present: () => chromiumPath() !== undefined },
  { debian: 'fonts-noto-cjk', present: () => fontsPresent() },
  { debian: 'libreoffice-calc-nogui', present: () => sofficePath() !== undefined },
];

function fontsPresent(): boolean {
  return [
    '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
    '/System/Library/Fonts/PingFang.ttc',
    '/usr/share/fonts/noto-cjk',
  ].some(existsSync);
}

async function mayInstall(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const os = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(os);
}

async function absent(): Promise<string[]> {
  const states = await Promise.all(tools.map(async (t) => ((await t.present()) ? [] : [t.debian])));
  return states.flat();
}

/** Installs what is missing where it may (root on Debian or Ubuntu); returns what is still missing. */
export async function ensureTools(): Promise<readonly string[]> {
  const missing = await absent();
  if (missing.length === 0 || !(await mayInstall())) return missing;
  process.stdout.write(`Installing for the tests: ${missing.join(', ')}\n`);
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...missing]]) {
    const { ok, output } = await run('apt-get', args, { quiet: true });
    if (!ok) process.stdout.write(output);
  }
  return absent();
}
