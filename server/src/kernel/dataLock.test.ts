import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { FolderInUse, holderOf, lockFolder } from './dataLock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianfang-lock-'));
});

test('a second holder is refused and told who has it', async () => {
  const lock = await lockFolder(folder, 'start');
  await lock.update({ address: 'http://127.0.0.1:3000' });
  await expect(lockFolder(folder, 'backup')).rejects.toThrow(FolderInUse);
  await expect(lockFolder(folder, 'backup')).rejects.toThrow(
    /"lianfang start".*serves http:\/\/127\.0\.0\.1:3000/,
  );
  await lock.release();
  await (await lockFolder(folder, 'backup')).release();
});

test('the file of a killed process does not hold the folder, even if its process id lives on as another program', async () => {
  const lock = await lockFolder(folder, 'start');
  const text = await readFile(join(folder, 'run.json'), 'utf8');
  await lock.release();
  await writeFile(join(folder, 'run.json'), text);
  expect(JSON.parse(text).pid).toBe(process.pid);
  expect(await holderOf(folder)).toBeUndefined();
  await (await lockFolder(folder, 'start')).release();
});

test('of many that come at once over a stale file exactly one gets the folder', async () => {
  await writeFile(join(folder, 'run.json'), '{"pid":1,"lockPort":1,"token":"x"}');
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => lockFolder(folder, `command-${i}`)),
  );
  const held = tries.filter((t) => t.status === 'fulfilled');
  expect(held).toHaveLength(1);
  await held[0]!.value.release();
});
