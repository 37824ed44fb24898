import { expect, test } from 'vitest';
import { Coalescer } from './coalescer.ts';

interface Item {
  readonly name: string;
  readonly key?: string;
}

/** A coalescer over a "database" that finishes a batch when told, and remembers them all. */
function harness(most = 100) {
  const batches: string[][] = [];
  const pending: { finish: () => void; fail: (e: unknown) => void }[] = [];
  const coalescer = new Coalescer<Item, string>({
    run: (lane, items) => {
      batches.push([lane, ...items.map((i) => i.name)]);
      return new Promise((resolve, reject) =>
        pending.push({ finish: () => resolve(items.map((i) => i.name.toUpperCase())), fail: reject }),
      );
    },
    keys: (item) => [item.key ?? item.name],
    most,
    blames: (error) => error === 'item',
  });
  return { coalescer, batches, pending };
}
const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

test('items of one turn share a batch; few that come meanwhile wait for the next', async () => {
  const { coalescer, batches, pending } = harness();
  const first = ['w', 'x', 'y'].map((name) => coalescer.add('a', { name }));
  await turn();
  const second = [coalescer.add('a', { name: 'z' }), coalescer.add('b', { name: 'other' })];
  await turn();
  expect(batches).toEqual([
    ['a', 'w', 'x', 'y'],
    ['b', 'other'],
  ]);
  pending[0]!.finish();
  expect(await Promise.all(first)).toEqual(['W', 'X', 'Y']);
  await turn();
  expect(batches[2]).toEqual(['a', 'z']);
  for (const p of pending) p.finish();
  expect(await Promise.all(second)).toEqual(['Z', 'OTHER']);
});

test('enough that come meanwhile set out as a second batch, and no third', async () => {
  const { coalescer, batches, pending } = harness();
  const all = ['w', 'x'].map((name) => coalescer.add('a', { name }));
  await turn();
  all.push(coalescer.add('a', { name: 'y' }));
  await turn();
  all.push(coalescer.add('a', { name: 'z' }));
  await turn();
  expect(batches).toEqual([
    ['a', 'w', 'x'],
    ['a', 'y'],
  ]);
  pending[1]!.finish();
  await turn();
  expect(batches[2]).toEqual(['a', 'z']);
  for (const p of pending) p.finish();
  expect(await Promise.all(all)).toEqual(['W', 'X', 'Y', 'Z']);
  await coalescer.idle();
});

test('items with a common key run one after the other, in order, whatever stands between', async () => {
  const { coalescer, batches, pending } = harness();
  const all = ['1', '2', '3'].map((name) => coalescer.add('a', { name, key: 'same' }));
  all.push(coalescer.add('a', { name: 'free' }));
  for (let i = 0; i < 3; i++) {
    await turn();
    pending[i]!.finish();
  }
  expect(await Promise.all(all)).toEqual(['1', '2', '3', 'FREE']);
  expect(batches).toEqual([
    ['a', '1', 'free'],
    ['a', '2'],
    ['a', '3'],
  ]);
});

test('a batch is never larger than allowed', async () => {
  const { coalescer, batches, pending } = harness(2);
  const all = ['1', '2', '3'].map((name) => coalescer.add('a', { name }));
  await turn();
  pending[0]!.finish();
  await turn();
  pending[1]!.finish();
  await Promise.all(all);
  expect(batches.map((b) => b.length - 1)).toEqual([2, 1]);
});

test('one bad item fails alone; the others are done without it', async () => {
  const done: string[] = [];
  const coalescer = new Coalescer<Item, string>({
    run: async (_lane, items) => {
      if (items.some((i) => i.name === 'bad')) throw 'item';
      done.push(...items.map((i) => i.name));
      return items.map((i) => i.name);
    },
    keys: (item) => [item.name],
    most: 100,
    blames: (error) => error === 'item',
  });
  const names = ['a', 'b', 'bad', 'c', 'd'];
  const outcomes = await Promise.allSettled(names.map((name) => coalescer.add('lane', { name })));
  expect(outcomes.map((o) => o.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(done.sort()).toEqual(['a', 'b', 'c', 'd']);
});

test('when the connection fails nobody is told a lie: all fail, none is tried again', async () => {
  const { coalescer, batches, pending } = harness();
  const all = Promise.allSettled(['1', '2'].map((name) => coalescer.add('a', { name })));
  await turn();
  pending[0]!.fail('connection');
  expect((await all).map((o) => o.status)).toEqual(['rejected', 'rejected']);
  expect(batches).toHaveLength(1);
});
