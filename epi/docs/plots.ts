/** Regenerates the plots of the method pages from real output: `npm run plots -w epi`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { DETECTOR_PLOTS } from './plots/detectors.ts';
import * as figures from './plots/figures.ts';
import * as series from './plots/series.ts';
import { svgPlot } from './svg.ts';

const METHOD_PLOTS: Readonly<Record<string, () => string>> = {
  'boarding-school-1978': figures.boardingSchool,
  'capture-models': figures.captureModels,
  'final-size': series.finalSizes,
  growth: series.growth,
  honesty: figures.variances,
  interventions: series.policies,
  kappa: figures.kappaByPrevalence,
  nowcast: series.nowcasting,
  random: figures.poissonDraws,
  reproduction: series.reproduction,
  'school-days': series.schoolDays,
  'space-time-scan': figures.spaceTimeMap,
  'tree-scan': figures.treeScanMaxima,
};

const images = new URL('./images/', import.meta.url);
mkdirSync(images, { recursive: true });
const svgs = [
  ...Object.entries(DETECTOR_PLOTS).map(([name, plot]) => [name, svgPlot(plot)] as const),
  ...Object.entries(METHOD_PLOTS).map(([name, draw]) => [name, draw()] as const),
];
for (const [name, svg] of svgs) writeFileSync(new URL(`${name}.svg`, images), svg);
console.log(`${svgs.length} plots written to docs/images`);
