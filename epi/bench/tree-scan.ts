/**
 * Tree scan of a province: 12,000 schools with 6 grades each under 200 counties × 10 towns, one core,
 * 999 replicates, both models. Prints the seconds; `--json` prints one JSON object. Exits 1 beyond the limit.
 */
import { createRng, randomPoisson } from '../src/random/index.ts';
import { type TreeNode, treeScan } from '../src/scan/index.ts';

const LIMIT_SECONDS = 30;
const COUNTIES = 200;
const TOWNS = 10;
const SCHOOLS = 6;
const GRADES = 6;

function province(): TreeNode[] {
  const rng = createRng(20260901);
  const nodes: TreeNode[] = [{ id: 'province', parent: null }];
  for (let c = 0; c < COUNTIES; c++) {
    nodes.push({ id: `c${c}`, parent: 'province' });
    for (let t = 0; t < TOWNS; t++) {
      const town = `c${c}t${t}`;
      nodes.push({ id: town, parent: `c${c}` });
      for (let s = 0; s < SCHOOLS; s++) {
        const school = `${town}s${s}`;
        nodes.push({ id: school, parent: town });
        for (let g = 0; g < GRADES; g++) {
          const expected = 0.3 + 0.9 * rng.uniform();
          const outbreak = school === 'c17t3s2' && g === 4 ? 12 : 0;
          nodes.push({
            id: `${school}g${g}`,
            parent: school,
            expected,
            observed: randomPoisson(rng, expected) + outbreak,
          });
        }
      }
    }
  }
  return nodes;
}

const nodes = province();
const runs = (['conditional', 'unconditional'] as const).map((model) => {
  // Time of the processor, not of the clock: other programs on the machine must not change the figures.
  const start = process.cpuUsage();
  const { clusters, totalObserved } = treeScan(nodes, {
    rng: createRng(1),
    model,
    replicates: 999,
    pValue: 'gumbel',
  });
  const used = process.cpuUsage(start);
  const seconds = (used.user + used.system) / 1e6;
  return { model, seconds, cases: totalObserved, found: clusters[0]?.id ?? null, p: clusters[0]?.p ?? 1 };
});
const schools = COUNTIES * TOWNS * SCHOOLS;
const worst = Math.max(...runs.map(({ seconds }) => seconds));
const report = {
  bench: 'tree-scan',
  schools,
  units: nodes.length,
  replicates: 999,
  runs,
  limitSeconds: LIMIT_SECONDS,
  ratioToLimit: worst / LIMIT_SECONDS,
  pass: worst < LIMIT_SECONDS,
};
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(report));
} else {
  console.log(`tree scan: ${schools} schools, ${nodes.length} units, 999 replicates, one core`);
  for (const { model, seconds, cases, found, p } of runs) {
    console.log(
      `  ${model}: ${seconds.toFixed(2)} s for ${cases} cases; found ${found}, p = ${p.toExponential(1)}`,
    );
  }
  console.log(
    `  ${report.pass ? 'within' : 'BEYOND'} the limit of ${LIMIT_SECONDS} s (ratio ${report.ratioToLimit.toFixed(3)})`,
  );
}
process.exitCode = report.pass ? 0 : 1;
