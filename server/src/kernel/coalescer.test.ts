import { expect, test } from 'vitest';
import { Coalescer } from './coalescer.ts';

interface Item {
  readonly name: string;
  readonly key?: string;
}

/** A coalescer over a "database" that finishes a batch when told, and remembers them all. */
function harness(most = 100) {
  const batches: string[][] = [];
  const pending: { finish: (durable?: Promise<void>) => void; fail: (e: unknown) => void }[] = [];
  const coalescer = new Coalescer<Item, string>({
    run: (items) => {
      batches.push(items.map((i) => i.name));
      return new Promise((resolve, reject) =>
        pending.push({
          finish: (durable = Promise.resolve()) =>
            resolve({ outcomes: items.map((i) => i.name.toUpperCase()), durable: () => durable }),
          fail: reject,
        }),
      );
    },
    keys: (item) => [item.key ?? item.name],
    most,
    blames: (error) => error === 'item',
  });
  return { coalescer, batches, pending };
}
const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

const names = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${from}${i}`);

test('items of one turn share a batch; few that come meanwhile wait for the next', async () => {
  const { coalescer, batches, pending } = harness();
  const first = ['w', 'x', 'y'].map((name) => coalescer.add({ name }));
  await turn();
  const second = coalescer.add({ name: 'z' });
  await turn();
  expect(batches).toEqual([['w', 'x', 'y']]);
  pending[0]!.finish();
  expect(await Promise.all(first)).toEqual(['W', 'X', 'Y']);
  await turn();
  expect(batches[1]).toEqual(['z']);
  pending[1]!.finish();
  expect(await second).toBe('Z');
  await coalescer.idle();
});

test('a dozen set out as a second batch, and no third', async () => {
  const { coalescer, batches, pending } = harness();
  const all = names('a', 3).map((name) => coalescer.add({ name }));
  await turn();
  all.push(...names('b', 11).map((name) => coalescer.add({ name })));
  await turn();
  expect(batches).toHaveLength(1);
  all.push(coalescer.add({ name: 'b11' }));
  await turn();
  all.push(...names('c', 30).map((name) => coalescer.add({ name })));
  await turn();
  expect(batches).toEqual([names('a', 3), names('b', 12)]);
  pending[0]!.finish();
  await turn();
  expect(batches[2]).toEqual(names('c', 30));
  for (const p of pending) p.finish();
  expect((await Promise.all(all)).length).toBe(45);
  await coalescer.idle();
});

test('nobody is told before it is on disk; the next batch runs meanwhile', async () => {
  const { coalescer, batches, pending } = harness();
  const told: string[] = [];
  const first = coalescer.add({ name: 'a' }).then((outcome) => told.push(outcome));
  await turn();
  const disk = Promise.withResolvers<void>();
  pending[0]!.finish(disk.promise);
  const second = coalescer.add({ name: 'b' }).then((outcome) => told.push(outcome));
  await turn();
  expect(batches).toEqual([['a'], ['b']]);
  pending[1]!.finish();
  await second;
  expect(told).toEqual(['B']);
  let idle = false;
  const stopped = coalescer.idle().then(() => {
    idle = true;
  });
  await turn();
  expect(idle).toBe(false);
  disk.resolve();
  await first;
  await stopped;
  expect(told).toEqual(['B', 'A']);
});

test('a batch of which nobody knows whether it is on disk has failed', async () => {
  const { coalescer, pending } = harness();
  const one = coalescer.add({ name: 'a' });
  await turn();
  pending[0]!.finish(Promise.reject(new Error('connection lost')));
  await expect(one).rejects.toThrow('connection lost');
});

test('items with a common key run one after the other, in order, whatever stands between', async () => {
  const { coalescer, batches, pending } = harness();
  const all = ['1', '2', '3'].map((name) => coalescer.add({ name, key: 'same' }));
  all.push(coalescer.add({ name: 'free' }));
  for (let i = 0; i < 3; i++) {
    await turn();
    pending[i]!.finish();
  }
  expect(await Promise.all(all)).toEqual(['1', '2', '3', 'FREE']);
  expect(batches).toEqual([['1', 'free'], ['2'], ['3']]);
});

test('a batch is never larger than allowed', async () => {
  const { coalescer, batches, pending } = harness(2);
  const all = ['1', '2', '3'].map((name) => coalescer.add({ name }));
  await turn();
  pending[0]!.finish();
  await turn();
  pending[1]!.finish();
  await Promise.all(all);
  expect(batches.map((b) => b.length)).toEqual([2, 1]);
});

test('one bad item fails alone; the others are done without it', async () => {
  const done: string[] = [];
  const coalescer = new Coalescer<Item, string>({
    run: async (items) => {
      if (items.some((i) => i.name === 'bad')) throw 'item';
      done.push(...items.map((i) => i.name));
      return { outcomes: items.map((i) => i.name) };
    },
    keys: (item) => [item.name],
    most: 100,
    blames: (error) => error === 'item',
  });
  const outcomes = await Promise.allSettled(
    ['a', 'b', 'bad', 'c', 'd'].map((name) => coalescer.add({ name })),
  );
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
  const all = Promise.allSettled(['1', '2'].map((name) => coalescer.add({ name })));
  await turn();
  pending[0]!.fail('connection');
  expect((await all).map((o) => o.status)).toEqual(['rejected', 'rejected']);
  expect(batches).toHaveLength(1);
});
