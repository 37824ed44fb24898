import {
  type CaseLimit,
  type FarringtonFlexibleOptions,
  farrington,
  farringtonFlexible,
  type PowerTransform,
  type ThresholdMethod,
} from '../../../src/index.ts';
import { Comparer, type Comparison, PROBABILITY_FLOOR } from '../compare.ts';
import { numberParam, type Params, type ReferenceCase, type ReferenceFile } from '../format.ts';
import { alarmsOf, rangeOf, seriesOf, where } from '../series.ts';

const TOLERANCE = 1e-9;
/** A trend of less than 0.1 % a period is as good as none. */
const COEFFICIENT_FLOOR = 1e-3;

function limitOf(params: Params): CaseLimit {
  const [cases = 5, period = 4] = (params.limit54 as number[] | undefined) ?? [];
  return { cases, period };
}

const flag = (params: Params, name: string, fallback: boolean): boolean =>
  typeof params[name] === 'boolean' ? params[name] : fallback;

function commonOptions(testCase: ReferenceCase) {
  const { params } = testCase;
  return {
    years: numberParam(params, 'b', 5),
    halfWindow: numberParam(params, 'w', 3),
    reweight: flag(params, 'reweight', true),
    trend: flag(params, 'trend', true),
    alpha: numberParam(params, 'alpha', 0.05),
    power: (params.powertrans as PowerTransform | undefined) ?? '2/3',
    limit: limitOf(params),
    ...rangeOf(testCase),
  };
}

export function compareFarrington(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { output, derived } = testCase;
  const options = { method: 'farrington', allowPartialReference: true, ...commonOptions(testCase) } as const;
  const columns = farrington(seriesOf(file), options);
  const comparer = new Comparer('output', TOLERANCE);
  comparer.column('upperbound', where(columns.enoughCases, columns.bound, 0), output.upperbound);
  comparer.column('expected', columns.expected, output.expected);
  comparer.column(
    'predictiveProbability',
    columns.probability,
    output.predictiveProbability,
    PROBABILITY_FLOOR,
  );
  comparer.alarms(alarmsOf(columns.alarm), output.alarm).alarms(columns.trend, output.trend);
  if (!derived) return [comparer.result()];
  const second = new Comparer('derived', TOLERANCE);
  if (derived.score)
    second.column('score', where(columns.enoughCases, columns.score, Number.NaN), derived.score);
  if (derived.enoughCases) second.alarms(columns.enoughCases, derived.enoughCases);
  return [comparer.result(), second.result()];
}

function flexibleOptions(testCase: ReferenceCase): FarringtonFlexibleOptions {
  const { params } = testCase;
  const common = commonOptions(testCase);
  return {
    method: 'farrington-flexible',
    ...common,
    weightsThreshold: numberParam(params, 'weightsThreshold', 2.58),
    trendSignificance: numberParam(params, 'pThresholdTrend', 0.05),
    periods: numberParam(params, 'noPeriods', 1),
    skipRecent: numberParam(params, 'pastWeeksNotIncluded', common.halfWindow),
    threshold: (params.thresholdMethod as ThresholdMethod | undefined) ?? 'delta',
    populationOffset: flag(params, 'populationOffset', false),
  };
}

export function compareFlexible(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { output, derived } = testCase;
  const series = seriesOf(file);
  const options = flexibleOptions(testCase);
  const columns = farringtonFlexible(series, { ...options, variant: 'package' });
  const comparer = new Comparer('output', TOLERANCE);
  comparer.column('upperbound', columns.upper, output.upperbound);
  comparer.column('expected', where(columns.enoughCases, columns.expected, Number.NaN), output.expected);
  comparer.column('score', columns.score, output.score);
  comparer.column('pvalue', columns.probability, output.pvalue, PROBABILITY_FLOOR);
  comparer.column('trendCoefficient', columns.trendCoefficient, output.trendCoefficient, COEFFICIENT_FLOOR);
  comparer.column('phi', columns.phi, output.phi);
  if (output.mu0) comparer.column('mu0', columns.boundMean, output.mu0);
  comparer.alarms(alarmsOf(columns.alarm), output.alarm).alarms(columns.trend, output.trend);
  if (!derived) return [comparer.result()];
  const paper = farringtonFlexible(series, { ...options, variant: 'paper' });
  const second = new Comparer('derived', TOLERANCE);
  second.column('mu0', paper.expected, derived.mu0);
  second.column('seLink', paper.seLink, derived.seLink);
  second.column('phi', paper.phi, derived.phi);
  second.column('upperbound', paper.upper, derived.upperbound);
  second.column('score', paper.score, derived.score);
  second.alarms(paper.trend, derived.trend);
  return [comparer.result(), second.result()];
}
