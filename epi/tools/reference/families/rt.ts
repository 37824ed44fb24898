import {
  createRng,
  discreteSerialInterval,
  type EstimateROptions,
  estimateR,
  type Rng,
  type RtResult,
  type SerialInterval,
} from '../../../src/index.ts';
import { Comparer, type Comparison } from '../compare.ts';
import {
  decode,
  decodeColumn,
  numberParam,
  type Params,
  param,
  type ReferenceCase,
  type ReferenceFile,
} from '../format.ts';

const TOLERANCE = 1e-9;
/** Two independent simulations of 1000 serial intervals agree to about this. */
const MONTE_CARLO_TOLERANCE = 0.03;
/** Weights come from sums that cancel, in the reference too: they are exact to 1e-12 absolute, not relative. */
const WEIGHT_FLOOR = 1e-3;
/** Serial intervals drawn by this side, so that nearly all Monte Carlo error is the reference's. */
const OWN_DRAWS = 20_000;
const OWN_DRAWS_EACH = 50;

/**
 * A generator that begins with the R2 low-discrepancy sequence (Roberts 2018), one point for each pair of mean and sd
 * that estimateR draws first, and goes on with pseudo-random numbers. It takes nearly all chance out of the pairs.
 */
function evenly(pairs: number, seed: number): Rng {
  const rng = createRng(seed);
  const steps = [0.7548776662466927, 0.5698402909980532] as const;
  let taken = 0;
  const uniform = (): number => {
    if (taken >= 2 * pairs) return rng.uniform();
    const position = (0.5 + (Math.floor(taken / 2) + 1) * steps[taken % 2 === 0 ? 0 : 1]) % 1;
    taken++;
    return position;
  };
  return { uniform, uint32: () => rng.uint32(), clone: () => rng.clone(), jump: () => rng.jump() };
}

function intervalOf(params: Params): SerialInterval {
  const number = (name: string): number => decode(param(params, name));
  switch (params.method) {
    case 'non_parametric_si':
      return { kind: 'weights', weights: decodeColumn(params.siDistr) };
    case 'parametric_si':
      return { kind: 'gamma', mean: number('meanSi'), sd: number('stdSi') };
    case 'uncertain_si': {
      const bounds = (middle: string, name: string) => ({
        mean: number(middle),
        sd: number(`std_${name}`),
        min: number(`min_${name}`),
        max: number(`max_${name}`),
      });
      return {
        kind: 'uncertain',
        mean: bounds('meanSi', 'mean_si'),
        sd: bounds('stdSi', 'std_si'),
        draws: OWN_DRAWS,
        drawsEach: OWN_DRAWS_EACH,
        rng: evenly(OWN_DRAWS, numberParam(params, 'seed', 1)),
      };
    }
    default:
      throw new Error(`unsupported method ${String(params.method)}`);
  }
}

function resultOf(params: Params, file: ReferenceFile): RtResult {
  const { series } = file;
  if (!series?.incidence) throw new Error('the file has no incidence');
  const starts = decodeColumn(params.tStart);
  const ends = decodeColumn(params.tEnd);
  const { imported } = series;
  const local = series.local ?? series.incidence.map((cases, day) => cases - (imported?.[day] ?? 0));
  const options: EstimateROptions = {
    serialInterval: intervalOf(params),
    windows: starts.map((start, i) => ({ from: start - 1, to: ends[i]! - 1 })),
    prior: { mean: numberParam(params, 'meanPrior', 5), sd: numberParam(params, 'stdPrior', 5) },
  };
  return estimateR(imported ? { local, imported } : series.incidence, options);
}

export function compareEpiEstim(testCase: ReferenceCase, file: ReferenceFile): Comparison[] {
  const { params, output } = testCase;
  const result = resultOf(params, file);
  const simulated = params.method === 'uncertain_si';
  const comparer = new Comparer('output', simulated ? MONTE_CARLO_TOLERANCE : TOLERANCE);
  const { estimates } = result;
  comparer.column(
    'meanR',
    estimates.map((e) => e.mean ?? Number.NaN),
    output.meanR,
  );
  comparer.column(
    'stdR',
    estimates.map((e) => e.sd ?? Number.NaN),
    output.stdR,
  );
  result.probabilities.forEach((p, i) => {
    const name = p === 0.5 ? 'median' : `q${p}`;
    if (name in output)
      comparer.column(
        name,
        estimates.map((e) => e.quantiles[i] ?? Number.NaN),
        output[name],
      );
  });
  comparer.column('local', result.local, output.local).column('imported', result.imported, output.imported);
  if (simulated) return [comparer.result()];
  const wanted = decodeColumn(output.siDistrUsed);
  const weights = wanted.map((_, k) => result.weights?.[k] ?? 0);
  comparer.column('siDistrUsed', weights, wanted, WEIGHT_FLOOR);
  comparer.column('siMean', [result.interval!.mean], output.siMean);
  comparer.column('siStd', [result.interval!.sd], output.siStd);
  comparer.column('overallInfectivity', result.infectivity!, output.overallInfectivity, WEIGHT_FLOOR);
  return [comparer.result()];
}

export function compareDiscreteSi(testCase: ReferenceCase): Comparison[] {
  const { params, output } = testCase;
  const days = decodeColumn(param(params, 'k'));
  const weights = discreteSerialInterval(
    decode(param(params, 'mean')),
    decode(param(params, 'sd')),
    Math.max(...days) + 1,
  );
  const comparer = new Comparer('output', TOLERANCE, WEIGHT_FLOOR);
  return [
    comparer
      .column(
        'w',
        days.map((k) => weights[k]!),
        output.w,
      )
      .result(),
  ];
}
