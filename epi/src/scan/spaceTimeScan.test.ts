import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng, randomPoisson } from '../random/index.ts';
import {
  adjacencyZones,
  circularZones,
  logLikelihoodRatio,
  spaceTimeScan,
  treeZones,
  type Zone,
} from './index.ts';

const fill = (units: number, steps: number, value: number) =>
  Array.from({ length: units }, () => new Array<number>(steps).fill(value));

/** The definition, without any short cut. */
function bruteForce(
  observed: number[][],
  expected: number[][],
  zones: readonly Zone[],
  prospective: boolean,
) {
  const steps = observed[0]!.length;
  const total = observed.flat().reduce((a, b) => a + b, 0);
  const scale = total / expected.flat().reduce((a, b) => a + b, 0);
  let best = 0;
  for (const zone of zones) {
    for (let from = 0; from < steps; from++) {
      for (let to = from; to < steps; to++) {
        if (prospective && to !== steps - 1) continue;
        const over = (cells: number[][]) =>
          zone.units.flatMap((u) => cells[u]!.slice(from, to + 1)).reduce((a, b) => a + b, 0);
        const count = over(observed);
        if (count >= 2)
          best = Math.max(best, logLikelihoodRatio('conditional', count, over(expected) * scale, total));
      }
    }
  }
  return best;
}

describe('space-time scan', () => {
  const places = Array.from({ length: 25 }, (_, i) => ({ x: i % 5, y: Math.floor(i / 5) }));

  test('finds a planted cylinder', () => {
    const rng = createRng(1);
    const expected = fill(25, 14, 1);
    const observed = expected.map((row) => row.map((mean) => randomPoisson(rng, mean)));
    for (const unit of [6, 7, 11, 12]) for (const t of [11, 12, 13]) observed[unit]![t]! += 4;
    const { clusters } = spaceTimeScan(observed, expected, circularZones(places), { rng, replicates: 199 });
    expect(clusters[0]).toMatchObject({ from: 11, to: 13, p: 0.005 });
    expect(clusters[0]!.units).toEqual(expect.arrayContaining([6, 7, 11, 12]));
    const units = clusters.flatMap((cluster) => cluster.units);
    expect(new Set(units).size).toBe(units.length);
  });

  test('a past cluster is seen only in retrospect', () => {
    const expected = fill(9, 10, 2);
    const observed = fill(9, 10, 2);
    observed[4] = [2, 2, 9, 9, 2, 2, 2, 2, 2, 2];
    const zones = circularZones(places.slice(0, 9));
    const options = { replicates: 99 };
    const past = spaceTimeScan(observed, expected, zones, {
      rng: createRng(2),
      mode: 'retrospective',
      ...options,
    });
    expect(past.clusters[0]).toMatchObject({ units: [4], from: 2, to: 3, p: 0.01 });
    const now = spaceTimeScan(observed, expected, zones, { rng: createRng(2), ...options });
    expect(now.clusters.filter(({ p }) => p < 0.05)).toEqual([]);
  });

  test('scans the branches of a tree in time', () => {
    const { leaves, zones } = treeZones([
      { id: 'school', parent: null },
      { id: 'g1', parent: 'school' },
      { id: 'g2', parent: 'school' },
      ...['a', 'b', 'c'].flatMap((c) => ['g1', 'g2'].map((g) => ({ id: g + c, parent: g }))),
    ]);
    const observed = leaves.map((leaf) => [1, 1, 1, 1, 1, leaf.startsWith('g2') ? 5 : 1]);
    const expected = leaves.map(() => [1, 1, 1, 1, 1, 1]);
    const { clusters } = spaceTimeScan(observed, expected, zones, { rng: createRng(3), replicates: 199 });
    expect(clusters[0]).toMatchObject({ zone: 'g2', from: 5, to: 5 });
  });

  test('equals the definition computed the long way', () => {
    const matrix = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 5 }), {
      minLength: 6,
      maxLength: 6,
    });
    const zones = circularZones(places.slice(0, 6));
    fc.assert(
      fc.property(matrix, fc.boolean(), (observed, prospective) => {
        const expected = observed.map((row, u) => row.map((_, t) => 1 + ((u + t) % 3)));
        const { clusters } = spaceTimeScan(observed, expected, zones, {
          rng: createRng(4),
          replicates: 1,
          mode: prospective ? 'prospective' : 'retrospective',
          maximumDuration: 5,
        });
        expect(clusters[0]?.llr ?? 0).toBeCloseTo(bruteForce(observed, expected, zones, prospective), 9);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [
      'ragged rows',
      () =>
        spaceTimeScan(
          [[1, 2], [1]],
          [
            [1, 1],
            [1, 1],
          ],
          [{ id: 'z', units: [0] }],
          { rng: createRng(1) },
        ),
      'LENGTH_MISMATCH',
    ],
    [
      'NaN',
      () => spaceTimeScan([[Number.NaN]], [[1]], [{ id: 'z', units: [0] }], { rng: createRng(1) }),
      'NOT_A_NUMBER',
    ],
    [
      'an unknown unit',
      () => spaceTimeScan([[1]], [[1]], [{ id: 'z', units: [1] }], { rng: createRng(1) }),
      'INCONSISTENT',
    ],
    ['no zones', () => spaceTimeScan([[1]], [[1]], [], { rng: createRng(1) }), 'EMPTY'],
    [
      'a case where none is expected',
      () => spaceTimeScan([[1, 1]], [[0, 1]], [{ id: 'z', units: [0] }], { rng: createRng(1) }),
      'INCONSISTENT',
    ],
    [
      'a window longer than the series',
      () => spaceTimeScan([[1]], [[1]], [{ id: 'z', units: [0] }], { rng: createRng(1), maximumDuration: 2 }),
      'BAD_OPTION',
    ],
  ])('%s is refused', (_, scan, code) => {
    expect(scan).toThrow(expect.objectContaining({ code }));
  });
});

describe('zones', () => {
  test('circles grow outwards, take equal distances together, stop at half, and are listed once', () => {
    const zones = circularZones([0, 1, 2, 3].map((x) => ({ x, y: 0 })));
    expect(zones.map(({ units }) => [...units].sort().join(''))).toEqual(['0', '01', '1', '2', '3', '23']);
  });

  test('great-circle distance: a degree of the equator is 111.2 km', () => {
    const at = [0, 1, 2].map((x) => ({ x, y: 0 }));
    const near = circularZones(at, { metric: 'globe', maximumShare: 1, maximumRadius: 111.1 });
    const far = circularZones(at, { metric: 'globe', maximumShare: 1, maximumRadius: 111.3 });
    expect(Math.max(...near.map(({ units }) => units.length))).toBe(1);
    expect(Math.max(...far.map(({ units }) => units.length))).toBe(3);
  });

  test('rings of neighbours follow the graph', () => {
    const chain = [[1], [0, 2], [1, 3], [2, 4], [3, 5], [4]];
    const zones = adjacencyZones(chain, 1);
    expect(zones.map(({ units }) => [...units].sort().join(''))).toEqual([
      '0',
      '01',
      '1',
      '012',
      '2',
      '123',
      '3',
      '234',
      '4',
      '345',
      '5',
      '45',
    ]);
    expect(() => adjacencyZones([[3]])).toThrow(expect.objectContaining({ code: 'INCONSISTENT', index: 0 }));
  });
});
