import {
  boardingBehaviour1978,
  boardingSchool1978,
  circularZones,
  cohenKappa,
  createRng,
  influenza1978,
  logLinearCapture,
  lowVariance,
  pointwiseBand,
  poissonDensity,
  randomNegativeBinomial,
  randomPoisson,
  simulateSchool,
  spaceTimeScan,
  type TreeNode,
  treeScan,
} from '../../src/index.ts';
import { PALETTE, svgPlot } from '../svg.ts';

/** In-bed counts of the boarding school, BMJ 1978;1:587. */
const IN_BED_1978 = [3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4];

export function boardingSchool(): string {
  const school = boardingSchool1978(createRng(1));
  const runs: Int32Array[] = [];
  for (let k = 0; k < 300; k++) {
    const epidemic = simulateSchool(school, influenza1978, {
      rng: createRng(1978, k),
      days: 40,
      isOpen: () => true,
      behaviour: boardingBehaviour1978,
    });
    const start = epidemic.absentIll.findIndex((count) => count >= 3);
    if (start >= 0 && start <= 25 && epidemic.ill >= 100)
      runs.push(epidemic.absentIll.slice(start, start + 14));
  }
  const { lower, median, upper } = pointwiseBand(runs, 0.9);
  const x = IN_BED_1978.map((_, i) => i);
  return svgPlot({
    title: 'Boarding school 1978: simulation and what happened',
    xLabel: 'days since three boys were in bed',
    yLabel: 'boys in bed',
    marks: [
      { kind: 'band', x, lower, upper, color: '#0072b2', label: 'pointwise 90 % band' },
      { kind: 'line', x, y: median, color: '#0072b2', label: 'median run' },
      { kind: 'points', x, y: IN_BED_1978, color: '#d55e00', label: 'in bed, as published' },
    ],
  });
}

export function treeScanMaxima(): string {
  const rng = createRng(20);
  const nodes: TreeNode[] = [{ id: 'county', parent: null }];
  for (let s = 0; s < 60; s++) {
    nodes.push({ id: `school ${s}`, parent: 'county' });
    for (let c = 0; c < 12; c++) {
      const expected = 0.8 + rng.uniform();
      const observed = randomPoisson(rng, expected) + (s === 17 && c === 4 ? 9 : 0);
      nodes.push({ id: `school ${s} class ${c}`, parent: `school ${s}`, expected, observed });
    }
  }
  const { clusters, replicateMaxima } = treeScan(nodes, { rng, replicates: 4999, pValue: 'gumbel' });
  const width = 0.5;
  const bins = new Map<number, number>();
  for (const value of replicateMaxima) {
    const bin = (Math.floor(value / width) + 0.5) * width;
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const x = [...bins.keys()].sort((a, b) => a - b);
  const top = clusters[0]!;
  return svgPlot({
    title: `${top.id}: ${top.observed} cases, ${top.expected.toFixed(1)} expected, p = ${top.p.toExponential(1)}`,
    xLabel: 'largest log likelihood ratio in the tree',
    yLabel: 'replicates of 4999',
    x: [2, Math.ceil(top.llr + 1)],
    marks: [
      {
        kind: 'bars',
        x,
        y: x.map((bin) => bins.get(bin)!),
        width: width * 0.92,
        label: 'under chance alone',
      },
      { kind: 'rule', axis: 'x', at: top.llr, label: 'observed' },
    ],
  });
}

export function spaceTimeMap(): string {
  const rng = createRng(5);
  const places = Array.from({ length: 120 }, () => ({ x: 40 * rng.uniform(), y: 24 * rng.uniform() }));
  const expected = places.map(() => new Array<number>(14).fill(0.6));
  const observed = places.map((place, i) =>
    expected[i]!.map((mean, t) =>
      randomPoisson(rng, t >= 10 && Math.hypot(place.x - 28, place.y - 14) < 4.5 ? mean * 4 : mean),
    ),
  );
  const { clusters } = spaceTimeScan(observed, expected, circularZones(places), { rng, replicates: 999 });
  const top = clusters[0]!;
  const inside = new Set(top.units);
  const where = (isIn: boolean) => places.filter((_, i) => inside.has(i) === isIn);
  return svgPlot({
    title: `${top.units.length} schools, days ${top.from + 1}–${top.to + 1}: ${top.observed} cases, ${top.expected.toFixed(1)} expected, p = ${top.p}`,
    xLabel: 'km',
    yLabel: 'km',
    marks: [
      {
        kind: 'points',
        x: where(false).map((p) => p.x),
        y: where(false).map((p) => p.y),
        shape: 'ring',
        color: '#6b7780',
        label: 'school',
      },
      {
        kind: 'points',
        x: where(true).map((p) => p.x),
        y: where(true).map((p) => p.y),
        shape: 'triangle',
        color: '#d55e00',
        label: 'in the most likely cluster',
      },
    ],
  });
}

export function captureModels(): string {
  const { models } = logLinearCapture({
    '111': 28,
    '110': 21,
    '101': 17,
    '100': 69,
    '011': 18,
    '010': 55,
    '001': 63,
  });
  const names = ['P', 'Q', 'E'];
  const x = models.map((_, i) => i + 1);
  return svgPlot({
    title: 'Hepatitis A, Taiwan 1995: 271 seen; the total depends on the model',
    xLabel: 'dependent pairs of lists, best AIC first',
    yLabel: 'estimated total (95 % limits)',
    x: [0.5, models.length + 0.5],
    y: [0, 1500],
    xTicks: models.map(({ dependencies }, i) => ({
      at: i + 1,
      text: dependencies.map(([a, b]) => names[a]! + names[b]!).join(' ') || 'none',
    })),
    marks: [
      { kind: 'rule', axis: 'y', at: 271, label: 'seen' },
      ...models.map(({ total }, i) => ({
        kind: 'line' as const,
        x: [i + 1, i + 1],
        y: [total.lower, Math.min(1500, total.upper)],
        color: PALETTE[0]!,
      })),
      { kind: 'points', x, y: models.map(({ total }) => total.estimate), color: PALETTE[0]! },
    ],
  });
}

/** κ when two raters agree on 90 %, by how common the condition is. */
export function kappaByPrevalence(): string {
  const x = Array.from({ length: 90 }, (_, i) => 5 + i);
  const kappas = x.map((cases) =>
    cohenKappa(
      [
        [cases * 10 - 50, 50],
        [50, 950 - cases * 10 + 0],
      ].map((row) => row.map((n) => Math.max(0, n))),
    ),
  );
  return svgPlot({
    title: 'Two raters who differ on 10 %: κ with 95 % limits, 1000 subjects',
    xLabel: 'share with the condition, %',
    yLabel: 'κ',
    y: [-0.2, 1],
    marks: [
      {
        kind: 'band',
        x,
        lower: kappas.map(({ kappa }) => kappa.lower),
        upper: kappas.map(({ kappa }) => kappa.upper),
        label: '95 % limits',
      },
      { kind: 'line', x, y: kappas.map(({ kappa }) => kappa.estimate), color: PALETTE[0]!, label: 'κ' },
    ],
  });
}

/** Ratio of variance to mean of honest and of invented absences. */
export function variances(): string {
  const rng = createRng(2);
  const honest = Array.from({ length: 200 }, () =>
    Array.from({ length: 40 }, () => randomNegativeBinomial(rng, 6, 8)),
  );
  const invented = Array.from({ length: 200 }, () =>
    Array.from({ length: 40 }, () => 5 + Math.floor(3 * rng.uniform())),
  );
  const width = 0.1;
  const histogram = (schools: number[][]) => {
    const bins = new Float64Array(40);
    for (const values of schools)
      bins[Math.min(39, Math.floor(lowVariance(values, { rng, replicates: 99 })!.effect / width))]!++;
    return [...bins];
  };
  const x = Array.from({ length: 40 }, (_, i) => (i + 0.5) * width);
  return svgPlot({
    title: 'Forty school days of absences: variance over mean in 200 schools each',
    xLabel: 'variance / mean',
    yLabel: 'schools',
    marks: [
      { kind: 'bars', x, y: histogram(honest), width: width * 0.9, label: 'honest (clustered absences)' },
      { kind: 'bars', x, y: histogram(invented), width: width * 0.9, label: 'invented: 5, 6 or 7 each day' },
      { kind: 'rule', axis: 'x', at: 1, label: 'independent cases' },
    ],
  });
}

export function poissonDraws(): string {
  const rng = createRng(3);
  const draws = 20_000;
  const counts = new Float64Array(50);
  for (let i = 0; i < draws; i++) counts[Math.min(49, randomPoisson(rng, 25))]!++;
  const x = Array.from({ length: 50 }, (_, k) => k);
  return svgPlot({
    title: '20 000 Poisson deviates of mean 25, and the probabilities',
    xLabel: 'count',
    yLabel: 'share',
    marks: [
      { kind: 'bars', x, y: [...counts].map((count) => count / draws), color: '#8fa7a7', label: 'drawn' },
      { kind: 'points', x, y: x.map((k) => poissonDensity(k, 25)), label: 'probability' },
    ],
  });
}
