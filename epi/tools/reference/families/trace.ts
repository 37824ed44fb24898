import { referenceData } from '../../../src/detect/farrington.ts';
import { anscombeResiduals, downweights, fitReference } from '../../../src/detect/robustFit.ts';
import { farrington, type PowerTransform } from '../../../src/index.ts';
import type { GroupedTrendFit } from '../../../src/math/groupedTrend.ts';
import { studentTwoSided } from '../../../src/math/student.ts';
import { Comparer, type Comparison } from '../compare.ts';
import { numberParam, type Output, type ReferenceCase, type ReferenceFile } from '../format.ts';
import { seriesOf } from '../series.ts';

const TOLERANCE = 1e-9;

function compareFit(comparer: Comparer, name: string, fit: GroupedTrendFit, want: Output): void {
  const sloped = Number.isFinite(fit.slope);
  const coefficients = sloped ? [fit.predict(0, 0), fit.slope] : [fit.predict(0, 0)];
  const variances = sloped ? [fit.variance(0, 0), fit.slopeVariance] : [fit.variance(0, 0)];
  const errors = variances.map((variance) => Math.sqrt(fit.dispersion * variance));
  const t = errors.map((error, j) => coefficients[j]! / error);
  const pValues = t.map((value) => studentTwoSided(value, fit.residualDf));
  comparer.column(`${name}.coef`, coefficients, want.coef);
  comparer.column(`${name}.iterations`, [fit.iterations], want.iterations);
  comparer.column(`${name}.deviance`, [fit.deviance], want.deviance);
  comparer.column(`${name}.dispersion`, [fit.dispersion], want.dispersion);
  comparer.column(`${name}.phi`, [Math.max(1, fit.dispersion)], want.phi);
  comparer.column(`${name}.stdError`, errors, want.stdError);
  comparer.column(`${name}.tValue`, t, want.tValue);
  comparer.column(`${name}.pValue`, pValues, want.pValue);
  comparer.column(`${name}.fitted`, fit.fitted, want.fitted);
}

interface WrittenFit {
  readonly timeTrend: boolean;
  readonly initial: Output;
  readonly final?: Output;
}

/** Every intermediate value of the 1996 method at one point. */
export function compareTrace(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output } = testCase;
  const series = seriesOf(file);
  const arithmetic = series.days ? 'calendar' : 'index';
  const t = numberParam(params, 'k', 1) - 1;
  const years = numberParam(params, 'b', 5);
  const halfWindow = numberParam(params, 'w', 3);
  const data = referenceData(series, arithmetic, t, years, halfWindow);
  const comparer = new Comparer('output', TOLERANCE);
  comparer.column('referenceIndex', data.time, output.referenceIndex);
  comparer.column('response', data.counts.values, output.response);
  for (const want of output.fits as WrittenFit[]) {
    const name = want.timeTrend ? 'with trend' : 'without trend';
    const initial = fitReference(data, want.timeTrend, null);
    const residuals = anscombeResiduals(data.counts.values, initial);
    const weights = downweights(residuals, 1);
    compareFit(comparer, `${name} initial`, initial, want.initial);
    comparer.column(`${name} hat`, initial.leverage, want.initial.hat);
    comparer.column(`${name} anscombe`, residuals, want.initial.anscombe);
    comparer.column(`${name} weights`, weights, want.initial.weights);
    if (!want.final) continue;
    const final = fitReference(data, want.timeTrend, weights);
    compareFit(comparer, `${name} final`, final, want.final);
  }
  const result = farrington(series, {
    method: 'farrington',
    years,
    halfWindow,
    alpha: numberParam(params, 'alpha', 0.05),
    trend: params.trend !== false,
    reweight: params.reweight !== false,
    power: (params.powertrans as PowerTransform | undefined) ?? '2/3',
    allowPartialReference: true,
    from: t,
    to: t,
  });
  comparer.column('mu0', result.expected, output.mu0).column('phi', result.phi, output.phi);
  comparer.column('upper', result.bound, output.upper);
  comparer.column('predictiveProbability', result.probability, output.predictiveProbability);
  const decision = output.trendDecision as { readonly keepTrend?: boolean } | undefined;
  if (decision?.keepTrend !== undefined) comparer.alarms(result.trend, decision.keepTrend);
  return [comparer.result()];
}
