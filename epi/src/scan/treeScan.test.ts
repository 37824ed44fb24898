import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng, randomPoisson, shuffle } from '../random/index.ts';
import { logLikelihoodRatio, significanceOf, type TreeNode, treeScan } from './index.ts';

/** town → schools → classes, `usual` cases expected in each class, as many observed unless said otherwise. */
function town(observed: Record<string, number> = {}, usual = 2, schools = 5, classes = 4): TreeNode[] {
  const nodes: TreeNode[] = [{ id: 'town', parent: null }];
  for (let s = 0; s < schools; s++) {
    nodes.push({ id: `s${s}`, parent: 'town' });
    for (let c = 0; c < classes; c++) {
      const id = `s${s}c${c}`;
      nodes.push({ id, parent: `s${s}`, expected: usual, observed: observed[id] ?? usual });
    }
  }
  return nodes;
}

describe('log likelihood ratio', () => {
  test('is the closed form of Kulldorff 1997', () => {
    const conditional = 10 * Math.log(2) + 90 * Math.log(90 / 95);
    expect(logLikelihoodRatio('conditional', 10, 5, 100)).toBeCloseTo(conditional, 12);
    expect(logLikelihoodRatio('unconditional', 10, 5, 100)).toBeCloseTo(10 * Math.log(2) - 5, 12);
  });

  test('is 0 without excess and grows with the excess', () => {
    expect(logLikelihoodRatio('conditional', 5, 5, 100)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.double({ min: 0.01, max: 90, noNaN: true }), (c, e) => {
        for (const model of ['conditional', 'unconditional'] as const) {
          const now = logLikelihoodRatio(model, c, e, 100);
          expect(logLikelihoodRatio(model, c + 1, e, 100)).toBeGreaterThanOrEqual(now - 1e-12);
          expect(logLikelihoodRatio(model, c, e * 1.1, 100)).toBeLessThanOrEqual(now + 1e-12);
        }
      }),
    );
  });
});

describe('tree scan', () => {
  test('finds the class in which the excess sits', () => {
    const { clusters } = treeScan(town({ s3c2: 14 }), { rng: createRng(1) });
    expect(clusters[0]).toMatchObject({
      id: 's3c2',
      path: ['town', 's3', 's3c2'],
      observed: 14,
      smallest: 's3c2',
      parts: [],
    });
    expect(clusters[0]!.p).toBe(0.001);
    expect(clusters[0]!.recurrenceDays).toBe(1000);
    expect(clusters[0]!.gumbel).toBeLessThan(0.001);
  });

  test('an excess in every class of a school is the school', () => {
    const { clusters } = treeScan(town({ s1c0: 7, s1c1: 6, s1c2: 8, s1c3: 7 }), { rng: createRng(2) });
    expect(clusters[0]).toMatchObject({ id: 's1', smallest: 's1' });
    expect(clusters[0]!.parts).toEqual(['s1c2', 's1c0', 's1c3', 's1c1']);
  });

  test('names the parts when two schools of a town make up its excess', () => {
    const nodes: TreeNode[] = [{ id: 'county', parent: null }];
    for (const t of ['t0', 't1', 't2']) {
      nodes.push({ id: t, parent: 'county' });
      for (let s = 0; s < 3; s++) {
        const high = t === 't1' && s < 2;
        nodes.push({ id: `${t}s${s}`, parent: t, expected: 10, observed: high ? 30 : 10 });
      }
    }
    const { clusters } = treeScan(nodes, { rng: createRng(3) });
    expect(clusters[0]).toMatchObject({ id: 't1', smallest: 't1', parts: ['t1s0', 't1s1'] });
  });

  test('the explanation lies inside the cluster, and what it leaves out of the cluster is no excess', () => {
    const high = fc.record(
      Object.fromEntries(
        ['s0c0', 's0c1', 's1c2', 's2c0', 's2c3'].map((id) => [id, fc.integer({ min: 0, max: 15 })]),
      ),
    );
    fc.assert(
      fc.property(high, (observed) => {
        const nodes = town(observed);
        const parentOf = new Map(nodes.map(({ id, parent }) => [id, parent]));
        for (const { id, smallest, parts, p } of treeScan(nodes, { rng: createRng(3), replicates: 9 })
          .clusters) {
          let up: string | null = smallest;
          while (up !== null && up !== id) up = parentOf.get(up)!;
          expect(up).toBe(id);
          for (const part of parts) expect(parentOf.get(part)).toBe(smallest);
          expect(parts.length).not.toBe(1);
          expect(p).toBeGreaterThanOrEqual(0.1);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a unit with one branch only: the deeper one is reported', () => {
    const nodes = town({ s0c0: 12 }, 2, 6, 1);
    expect(treeScan(nodes, { rng: createRng(4) }).clusters[0]!.id).toBe('s0c0');
  });

  test('secondary clusters do not overlap', () => {
    const { clusters } = treeScan(town({ s0c0: 15, s0c1: 9, s4c3: 12 }), { rng: createRng(5) });
    for (const a of clusters) {
      for (const b of clusters) if (a !== b) expect(a.path).not.toContain(b.id);
    }
    expect(clusters.map(({ id }) => id)).toEqual(['s0c0', 's4c3', 's0c1']);
  });

  test('only the unconditional model sees an excess everywhere', () => {
    const everywhere = town().map((node) => (node.expected ? { ...node, observed: 4 } : node));
    expect(treeScan(everywhere, { rng: createRng(6) }).clusters).toEqual([]);
    const { clusters } = treeScan(everywhere, { rng: createRng(6), model: 'unconditional' });
    expect(clusters[0]).toMatchObject({ id: 'town', p: 0.001, relativeRisk: 2 });
  });

  test('is the same for any order of the rows, and conditionally for any unit of the expected counts', () => {
    const nodes = town({ s2c1: 9, s2c0: 5 });
    const wanted = treeScan(nodes, { rng: createRng(7), replicates: 19 }).clusters.map(({ id, llr }) => [
      id,
      llr,
    ]);
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, factor) => {
        const mixed = shuffle(createRng(seed), [...nodes]).map((node) => ({
          ...node,
          expected: (node.expected ?? 0) * factor,
        }));
        const found = treeScan(mixed, { rng: createRng(7), replicates: 19 }).clusters;
        found.forEach(({ llr }, i) => {
          expect(llr).toBeCloseTo(wanted[i]![1] as number, 9);
        });
        expect(found[0]!.id).toBe(wanted[0]![0]);
      }),
      { numRuns: 25 },
    );
  });

  test.each(['conditional', 'unconditional'] as const)('%s p-values are uniform under the null', (model) => {
    const rng = createRng(8);
    const ps = Array.from({ length: 300 }, () => {
      // Classes of unequal size, so that ties between replicates (which make p conservative) are rare.
      const nodes = town({}, 2, 5, 8).map((node, i) => {
        const expected = node.expected ? 2 + 0.731 * (i % 9) : 0;
        return { ...node, expected, observed: randomPoisson(rng, expected) };
      });
      const { clusters } = treeScan(nodes, { rng, model, replicates: 99, minimumCases: 1 });
      return clusters[0]?.p ?? 1;
    });
    for (const level of [0.05, 0.1, 0.25, 0.5, 0.75]) {
      const share = ps.filter((p) => p <= level).length / ps.length;
      expect(Math.abs(share - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / ps.length));
    }
  });

  test('no cases: no cluster, p-values of 1', () => {
    const nodes = town().map((node) => ({ ...node, observed: 0 }));
    const { clusters, replicateMaxima } = treeScan(nodes, { rng: createRng(9), replicates: 9 });
    expect(clusters).toEqual([]);
    expect(Math.max(...replicateMaxima)).toBe(0);
  });

  test.each([
    ['no units', [], 'EMPTY'],
    [
      'a repeated unit',
      [
        { id: 'a', parent: null, expected: 1 },
        { id: 'a', parent: null },
      ],
      'INCONSISTENT',
    ],
    ['an unknown parent', [{ id: 'a', parent: 'b', expected: 1 }], 'INCONSISTENT'],
    [
      'a cycle',
      [
        { id: 'a', parent: 'b' },
        { id: 'b', parent: 'a' },
      ],
      'INCONSISTENT',
    ],
    ['NaN', [{ id: 'a', parent: null, expected: Number.NaN }], 'NOT_A_NUMBER'],
    ['half a case', [{ id: 'a', parent: null, expected: 1, observed: 0.5 }], 'NOT_INTEGER'],
    ['nothing expected', [{ id: 'a', parent: null, observed: 0 }], 'BAD_OPTION'],
    [
      'cases where none are expected',
      [
        { id: 'a', parent: null, expected: 1 },
        { id: 'b', parent: 'a', observed: 2 },
      ],
      'INCONSISTENT',
    ],
  ] as [string, TreeNode[], string][])('%s is refused', (_, nodes, code) => {
    expect(() => treeScan(nodes, { rng: createRng(1) })).toThrow(expect.objectContaining({ code }));
  });
});

test('Gumbel and Monte-Carlo p-values agree where both can be had', () => {
  const rng = createRng(10);
  const maxima = Float64Array.from({ length: 20_000 }, () => 3 - 0.7 * Math.log(-Math.log(rng.uniform())));
  const significance = significanceOf(maxima);
  for (const x of [3.5, 4.5, 6]) {
    const { monteCarlo, gumbel } = significance(x);
    expect(gumbel / monteCarlo).toBeGreaterThan(0.9);
    expect(gumbel / monteCarlo).toBeLessThan(1.1);
  }
  const far = significanceOf(maxima, { pValue: 'gumbel', analysisIntervalDays: 7 })(20);
  expect(far.p).toBeCloseTo(Math.exp(-(17 / 0.7)), 9);
  expect(far.recurrenceDays).toBeCloseTo(7 / far.p, 6);
});
