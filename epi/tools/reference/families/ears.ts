import { windowMoments } from '../../../src/detect/movingWindow.ts';
import { type EarsMethod, ears } from '../../../src/index.ts';
import { Comparer, type Comparison } from '../compare.ts';
import { numberParam, type Output, param, type ReferenceCase, type ReferenceFile } from '../format.ts';
import { alarmsOf, rangeOf, seriesOf } from '../series.ts';

const TOLERANCE = 1e-12;
const METHODS: Readonly<Record<string, EarsMethod>> = { C1: 'ears-c1', C2: 'ears-c2', C3: 'ears-c3' };

export function compareEars(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output } = testCase;
  const method = METHODS[param<string>(params, 'method')];
  if (!method) throw new Error(`unknown EARS method ${String(params.method)}`);
  const columns = ears(seriesOf(file), {
    method,
    baseline: numberParam(params, 'baseline', 7),
    minSigma: numberParam(params, 'minSigma', 0),
    alpha: numberParam(params, 'alpha', method === 'ears-c3' ? 0.025 : 0.001),
    variant: 'package',
    ...rangeOf(testCase),
  });
  const comparer = new Comparer('output', TOLERANCE);
  comparer.column('upperbound', columns.upper, output.upperbound);
  return [comparer.alarms(alarmsOf(columns.alarm), output.alarm).result()];
}

interface DerivedPart {
  readonly first: number;
  readonly mean?: unknown;
  readonly sd?: unknown;
  readonly statistic: unknown;
}

/** The statistics as published, which the file lists once for each baseline and smallest sd. */
export function compareEarsDerived(derived: Output, file: ReferenceFile): Comparison[] {
  const series = seriesOf(file);
  const baseline = numberParam(derived, 'baseline', 7);
  const minSigma = numberParam(derived, 'minSigma', 0);
  const moments = windowMoments(series.counts, baseline);
  return Object.entries(METHODS).flatMap(([name, method]) => {
    const part = derived[name] as DerivedPart | undefined;
    if (!part) return [];
    const from = part.first - 1;
    const columns = ears(series, { method, baseline, minSigma, from });
    const comparer = new Comparer(`derived ${name} baseline ${baseline} minSigma ${minSigma}`, TOLERANCE);
    comparer.column('statistic', columns.score, part.statistic);
    const gap = method === 'ears-c1' ? 1 : 3;
    const at = (column: Float64Array): Float64Array => column.slice(from - gap, series.length - gap);
    if (part.mean) comparer.column('mean', at(moments.mean), part.mean);
    if (part.sd) comparer.column('sd', at(moments.sd), part.sd);
    return [comparer.result()];
  });
}
