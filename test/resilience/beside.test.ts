import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lianfang } from '../support/command.ts';
import { type Platform, startPlatform } from '../support/platform.ts';

/** Commands in a second terminal, beside a server whose clock was set (LIANFANG_CLOCK) in the first one. */
let platform: Platform;
let files: string;
const DAY = '2026-03-17';
const PASSWORD = 'maple-river-42';

const run = (...args: string[]) =>
  lianfang(args, { LIANFANG_DATA: platform.folder, LIANFANG_ADMIN_PASSWORD: PASSWORD });
const put = async (name: string, text: string) => {
  await writeFile(join(files, name), text);
  return join(files, name);
};
const call = (path: string, cookie = '', init: RequestInit = {}) =>
  fetch(`${platform.url}${path}`, {
    ...init,
    headers: { cookie, 'content-type': 'application/json', origin: platform.url },
  });

async function signIn(): Promise<string> {
  const body = JSON.stringify({ username: 'chief', password: PASSWORD });
  const answer = await call('/api/session/sign-in', '', { method: 'POST', body });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}

/** Kinds of changes that an open page is told of, until it is told of `last`. */
async function hearUntil(cookie: string, last: string): Promise<() => Promise<readonly string[]>> {
  const stream = (await call('/api/stream', cookie)).body!.pipeThrough(new TextDecoderStream()).getReader();
  await stream.read();
  return async () => {
    const heard: string[] = [];
    while (!heard.includes(last)) {
      const { value, done } = await stream.read();
      if (done) break;
      heard.push(...[...value.matchAll(/"kind":"([^"]+)"/g)].map((m) => m[1]!));
    }
    await stream.cancel();
    return heard;
  };
}

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'lianfang-beside-'));
  platform = await startPlatform({ env: { LIANFANG_CLOCK: `${DAY}T07:30:00+08:00` } });
}, 120_000);
afterAll(async () => {
  await platform.stop();
  await rm(files, { recursive: true, force: true });
});

test('an administrator made beside the server signs in at once; lists imported there show up on open pages', async () => {
  const unit = ['--unit', '990121', '--unit-kind', 'county', '--unit-name', '青澜县'];
  expect(await run('create-admin', '--username', 'chief', '--name', '程思远', ...unit)).toMatchObject({
    code: 0,
  });
  const cookie = await signIn();
  const heard = await hearUntil(cookie, 'person');
  const units = await put(
    'units.csv',
    '单位代码,单位名称,单位类型,上级单位\nS1,青澜县第一小学,小学,青澜县\n',
  );
  expect(await run('import', '--kind', 'units', units)).toMatchObject({ code: 0 });
  const pupils = await put('pupils.csv', '姓名,性别,出生日期,班级\n乐新生,男,2017-03-01,一年级1班\n');
  expect(await run('import', '--kind', 'pupils', '--unit', 'S1', pupils)).toMatchObject({ code: 0 });
  expect(await heard()).toContain('unit');
  const people = await (await call('/api/people?limit=10', cookie)).json();
  expect(people).toMatchObject({ rows: [{ name: '乐新生' }] });
});

test('what is done beside the server and in it is written down by one clock', async () => {
  const cookie = await signIn();
  const session = (await (await call('/api/session', cookie)).json()) as { today: string };
  expect(session.today).toBe(DAY);
  const { rows: units } = (await (await call('/api/units?q=青澜县&limit=1', cookie)).json()) as {
    rows: { id: string }[];
  };
  const audit = await call(`/api/audit?unit=${units[0]!.id}&limit=50`, cookie);
  const { rows } = (await audit.json()) as { rows: { verb: string; at: string }[] };
  expect(rows.map((r) => r.verb)).toEqual(
    expect.arrayContaining(['administrator.create', 'session.sign-in', 'import.apply']),
  );
  for (const row of rows) expect(row.at, row.verb).toMatch(new RegExp(`^${DAY}|^2026-03-16T23`));
  const made = await run(
    'export',
    '--register',
    'daily',
    '--unit',
    'S1',
    '--format',
    'json',
    '--output',
    '-',
  );
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining(DAY) });
});

test('the rest works beside the server too, or says what to do', async () => {
  expect((await run('audit', 'verify')).output).toContain('All chains are whole');
  const file = join(files, 'backup.zip');
  expect(await run('backup', file)).toMatchObject({ code: 0 });
  expect((await run('backup', '/nowhere/backup.zip')).output).toMatch(
    /cannot be written: its folder does not/,
  );
  const unreal = await run('export', '--register', 'daily', '--unit', 'S1', '--from', '2026-02-30');
  expect(unreal).toEqual({ code: 1, output: '"2026-02-30" is not a date: write YYYY-MM-DD.\n' });
  expect(await run('restore', file, '--force')).toEqual({
    code: 1,
    output: 'The platform is running. Stop it first.\n',
  });
  expect(await run('demo')).toMatchObject({ code: 1, output: expect.stringContaining('is set up already') });
});
