import { type CusumOptions, type CusumTransform, cusum, type GlrOptions, glr } from '../../../src/index.ts';
import { Comparer, type Comparison, FLOOR } from '../compare.ts';
import {
  decode,
  decodeColumn,
  numberParam,
  type Params,
  type ReferenceCase,
  type ReferenceFile,
} from '../format.ts';
import { alarmsOf, rangeOf, seriesOf } from '../series.ts';

const CUSUM_TOLERANCE = 1e-9;
/** The package reads the hypergeometric function of `anscombeNegBin` from a coarse table. */
const TABLE_TOLERANCE = 5e-3;
const GLR_TOLERANCE = 1e-6;
/** What the package writes for a bound that it does not find. */
const NO_ANSWER = 1e99;

function cusumMean(params: Params): NonNullable<CusumOptions['mean']> {
  const { m } = params;
  if (Array.isArray(m)) return m.map(decode);
  if (typeof m === 'number') return m;
  if (m === 'glm') return 'seasonal';
  if (m === null || m === undefined || String(m).startsWith('mean of all values before')) return 'baseline';
  throw new Error(`unknown in-control mean ${String(m)}`);
}

export function compareCusum(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output, derived } = testCase;
  const transform = (params.trans ?? 'standard') as CusumTransform;
  const h = numberParam(params, 'h', 2.26);
  const columns = cusum(seriesOf(file), {
    method: 'cusum',
    k: numberParam(params, 'k', 1.04),
    h,
    transform,
    alpha: numberParam(params, 'alpha', 0),
    mean: cusumMean(params),
    ...rangeOf(testCase),
  });
  const fromTable = transform === 'anscombeNegBin';
  const comparer = new Comparer(
    'output',
    fromTable ? TABLE_TOLERANCE : CUSUM_TOLERANCE,
    fromTable ? 1 : FLOOR,
  );
  comparer.column('cusum', columns.score, output.cusum);
  comparer.column('upperbound', columns.upper, output.upperbound);
  if (output.m) comparer.column('m', columns.expected, output.m);
  if (output.glmCoefficients)
    comparer.column('glmCoefficients', columns.coefficients ?? [], output.glmCoefficients);
  // A statistic that stands closer to the limit than the table is exact may fall on either side of it.
  const doubtful = (i: number): boolean =>
    fromTable && Math.abs(columns.score[i]! - h) <= TABLE_TOLERANCE * h;
  comparer.alarms(alarmsOf(columns.alarm), output.alarm, doubtful);
  if (!derived) return [comparer.result()];
  const second = new Comparer('derived', CUSUM_TOLERANCE);
  if (derived.standardised) second.column('standardised', columns.standardised, derived.standardised);
  if (derived.cusum) second.column('cusum', columns.score, derived.cusum);
  if (derived.upperbound) second.column('upperbound', columns.upper, derived.upperbound);
  if (derived.alarm) second.alarms(alarmsOf(columns.alarm), derived.alarm);
  return [comparer.result(), second.result()];
}

interface MeanModel {
  readonly S?: number;
  readonly trend?: boolean;
}

function glrOptions(testCase: ReferenceCase): GlrOptions {
  const { params } = testCase;
  if ((params.change ?? 'intercept') !== 'intercept')
    throw new Error(`unsupported change ${String(params.change)}`);
  const memory = numberParam(params, 'M', -1);
  const theta = params.theta === null || params.theta === undefined ? undefined : decode(params.theta);
  return {
    method: 'glr',
    limit: numberParam(params, 'c.ARL', 5),
    direction: params.dir === 'dec' ? 'decrease' : 'increase',
    report: params.ret === 'cases' ? 'cases' : 'value',
    variant: 'package',
    shortest: numberParam(params, 'Mtilde', 1),
    ...(theta === undefined ? {} : { shift: theta }),
    ...(memory < 0 ? {} : { window: memory }),
    ...('xMax' in params ? { maxCases: numberParam(params, 'xMax', 1e4) } : {}),
    ...rangeOf(testCase),
  };
}

export function compareGlr(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output } = testCase;
  const series = seriesOf(file);
  const options = glrOptions(testCase);
  const alpha = params.alpha === 'estimated' ? 'estimate' : numberParam(params, 'alpha', 0);
  const used = 'alphaUsed' in output ? decode(output.alphaUsed) : alpha;
  if (typeof used !== 'number') throw new Error('alpha was estimated but output.alphaUsed is missing');
  const columns = glr(series, { ...options, alpha: used, mean: decodeColumn(output.mu0) });
  const chart = new Comparer('output', GLR_TOLERANCE);
  const bounds = decodeColumn(output.upperbound);
  // Where the package has no answer (the count for a negative binomial GLR chart) there is nothing to compare.
  const upper = columns.upper.map((value, i) => (bounds[i] === NO_ANSWER ? NO_ANSWER : value));
  chart.column('upperbound', upper, bounds);
  chart.alarms(alarmsOf(columns.alarm), output.alarm);
  const mean = params.mu0;
  if (typeof mean !== 'object' || mean === null) return [chart.result()];
  const { S = 1, trend = false } = mean as MeanModel;
  const free = glr(series, { ...options, alpha, mean: { harmonics: S, trend } });
  // Counts without overdispersion have no finite size; the package's is where its iterations ended.
  const poisson = alpha === 'estimate' && free.alpha === 0;
  const own = poisson ? glr(series, { ...options, alpha: used, mean: { harmonics: S, trend } }) : free;
  const model = new Comparer('output, mean estimated', GLR_TOLERANCE);
  model.column('mu0', own.expected, output.mu0);
  if (output.glmCoefficients) model.column('glmCoefficients', own.coefficients ?? [], output.glmCoefficients);
  if (output.estimatedTheta) model.column('estimatedTheta', [1 / own.alpha], output.estimatedTheta);
  model.alarms(alarmsOf(own.alarm), output.alarm);
  return [chart.result(), model.result()];
}
