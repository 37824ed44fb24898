/** Regenerates docs/study.md and its plots: `node docs/study.ts` in the package folder. Takes about a minute. */
import { writeFileSync } from 'node:fs';
import { bestWithin, evaluateDetector, type OperatingPoint, operatingCharacteristic } from '../src/index.ts';
import { makeCase, SCENARIOS, type StudyCase } from './study/cases.ts';
import { BASELINE_DAYS, CONTENDERS, type Contender } from './study/contenders.ts';
import { studyPlots } from './study/plots.ts';
import { type Row, studyText } from './study/text.ts';

const SCHOOLS_A_SCENARIO = 120;
/** One false alarm in so many school days and school; a county with 100 schools then sees one a day. */
const RATES = [1 / 50, 1 / 100, 1 / 200];
/** After its outbreak a school is known and watched: nothing later is counted. */
const OPTIONS = { from: BASELINE_DAYS, grace: 1000 };

const makeCases = (firstSeed: number): StudyCase[] =>
  SCENARIOS.flatMap((scenario) =>
    Array.from({ length: SCHOOLS_A_SCENARIO }, (_, i) => makeCase(scenario, firstSeed + i)),
  );
/** Settings are chosen on one set of schools and judged on another. */
const tuning = makeCases(1_000);
const judging = makeCases(50_000);

const curves = new Map<Contender, OperatingPoint[]>();
const rows: Row[] = [];
for (const contender of CONTENDERS) {
  const points = operatingCharacteristic(tuning, contender.family, contender.values, OPTIONS);
  curves.set(contender, points);
  for (const rate of RATES) {
    const setting = bestWithin(points, rate);
    if (!setting) continue;
    const detector = contender.family(setting.parameter);
    const byScenario = SCENARIOS.filter(({ disease }) => disease).map(({ name }) => {
      const own = judging.filter(({ scenario }) => scenario === name);
      return { name, result: evaluateDetector(own, detector, OPTIONS) };
    });
    rows.push({ contender, rate, setting, result: evaluateDetector(judging, detector, OPTIONS), byScenario });
  }
}
const outbreaks = judging.filter((one) => one.outbreaks.length > 0).length;
for (const [file, svg] of studyPlots(curves, rows, judging)) {
  writeFileSync(new URL(`./images/${file}`, import.meta.url), svg);
}
writeFileSync(
  new URL('./study.md', import.meta.url),
  studyText({ rows, rates: RATES, schools: judging.length, outbreaks, perScenario: SCHOOLS_A_SCENARIO }),
);
