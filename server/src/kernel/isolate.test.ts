import { afterEach, expect, test } from 'vitest';
import { Isolate } from './isolate.ts';
import { Problem } from './problem.ts';

const code = `let calls = 0;
export const count = () => ++calls;
export const spin = () => { for (;;); };
export const eat = () => { const all = []; for (;;) all.push(new Array(100_000).fill(1)); };
export const fail = () => { throw new Error('broken'); };`;
const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
let thread: Isolate;
afterEach(() => thread.close());
const open = (limits: { timeoutMs?: number; memoryMb?: number } = {}): void => {
  thread = new Isolate({ timeoutMs: 20_000, memoryMb: 64, onLimit: 'sheet.too-heavy', ...limits });
};
const codeOf = (error: unknown): string => (error instanceof Problem ? error.code : String(error));

test('calls share a thread; an error of one is that one’s alone', async () => {
  open();
  expect(await thread.run(url, 'count', null)).toBe(1);
  expect(await thread.run(url, 'count', null)).toBe(2);
  await expect(thread.run(url, 'fail', null)).rejects.toThrow('broken');
  expect(await thread.run(url, 'count', null)).toBe(3);
});

test('what takes too long ends its thread; the next call has a new one', async () => {
  open({ timeoutMs: 3_000 });
  expect(await thread.run(url, 'spin', null).catch(codeOf)).toBe('sheet.too-heavy');
  expect(await thread.run(url, 'count', null)).toBe(1);
});

test('what takes too much memory likewise', async () => {
  open({ memoryMb: 32 });
  expect(await thread.run(url, 'eat', null).catch(codeOf)).toBe('sheet.too-heavy');
  expect(await thread.run(url, 'count', null)).toBe(1);
});
