import { bayes, cdc, outbreakP, rki } from '../../../src/index.ts';
import { Comparer, type Comparison } from '../compare.ts';
import { numberParam, type Params, type ReferenceCase, type ReferenceFile } from '../format.ts';
import { alarmsOf, rangeOf, seriesOf } from '../series.ts';

const windowOf = (params: Params) => ({
  years: numberParam(params, 'b', 0),
  halfWindow: numberParam(params, 'w', 6),
  useCurrentYear: params.actY !== false,
});

export function compareRki(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output } = testCase;
  const columns = rki(seriesOf(file), { method: 'rki', ...windowOf(params), ...rangeOf(testCase) });
  const comparer = new Comparer('output', 1e-12).column('upperbound', columns.upper, output.upperbound);
  return [comparer.alarms(alarmsOf(columns.alarm), output.alarm).result()];
}

export function compareBayes(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output } = testCase;
  const alpha = numberParam(params, 'alpha', 0.05);
  const columns = bayes(seriesOf(file), {
    method: 'bayes',
    alpha,
    ...windowOf(params),
    ...rangeOf(testCase),
  });
  const comparer = new Comparer('output', 0).column('upperbound', columns.upper, output.upperbound);
  return [comparer.alarms(alarmsOf(columns.alarm), output.alarm).result()];
}

export function compareCdc(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output } = testCase;
  const columns = cdc(seriesOf(file), {
    method: 'cdc',
    years: numberParam(params, 'b', 5),
    neighbours: numberParam(params, 'm', 1),
    alpha: numberParam(params, 'alpha', 0.025),
    ...rangeOf(testCase),
  });
  const comparer = new Comparer('output', 1e-12).column('upperbound', columns.upper, output.upperbound);
  if (output.aggregated) comparer.column('aggregated', columns.aggregated, output.aggregated);
  return [comparer.alarms(alarmsOf(columns.alarm), output.alarm).result()];
}

export function compareOutbreakP(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output } = testCase;
  const columns = outbreakP(seriesOf(file), {
    method: 'outbreak-p',
    limit: numberParam(params, 'k', 100),
    report: params.ret === 'cases' ? 'cases' : 'value',
    maxCases: numberParam(params, 'maxUpperboundCases', 1e5),
    ...rangeOf(testCase),
  });
  const comparer = new Comparer('output', 1e-9).column('upperbound', columns.upper, output.upperbound);
  return [comparer.alarms(alarmsOf(columns.alarm), output.alarm).result()];
}
