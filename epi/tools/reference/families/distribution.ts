import * as epi from '../../../src/index.ts';
import { Comparer, type Comparison } from '../compare.ts';
import { decodeColumn, type ReferenceCase } from '../format.ts';

const TOLERANCE = 1e-10;
/** Below the smallest normal double no implementation keeps relative precision. */
const FLOOR = 2 ** -1022;

/** A call as its description names it: R's letter (d, p, q), distribution, and arguments with fixed values. */
interface Call {
  readonly kind: string;
  readonly distribution: string;
  readonly fixed: ReadonlyMap<string, number>;
  readonly upper: boolean;
  readonly twoSided: boolean;
}

/** Names of the arguments after the first, in R's order. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  norm: ['mean', 'sd'],
  gamma: ['shape', 'rate', 'scale'],
  chisq: ['df'],
  pois: ['lambda'],
  nbinom: ['size', 'prob', 'mu'],
  binom: ['size', 'prob'],
  t: ['df'],
  beta: ['shape1', 'shape2'],
};

/** Reads descriptions such as `stats::ppois(q, 4.2, lower.tail=FALSE)` and `2*stats::pt(-|t|, df)`. */
function parseCall(text: string): Call {
  const match = /stats::([dpq])(\w+)(?:\((.*)\))?/.exec(text);
  if (!match) throw new Error(`cannot read the function "${text}"`);
  const [, kind = '', distribution = '', inside = ''] = match;
  const names = ARGUMENTS[distribution];
  if (!names) throw new Error(`unknown distribution "${distribution}"`);
  const fixed = new Map<string, number>();
  inside.split(',').forEach((piece, position) => {
    const [, name = '', value = ''] =
      /^\s*(?:([A-Za-z][\w.]*)\s*[= ]\s*)?(-?[\d.]+(?:e-?\d+)?)\s*$/i.exec(piece) ?? [];
    if (value === '') return;
    const key = name === '' ? names[position - 1] : name;
    if (key !== undefined) fixed.set(key, Number(value));
  });
  const upper = /lower\.tail\s*=\s*F/.test(inside);
  return { kind, distribution, fixed, upper, twoSided: /^\s*2\s*\*/.test(text) };
}

type Lookup = (name: string, fallback?: number) => number;

function scaleOf(get: Lookup): number {
  return get('scale', 1 / get('rate', 1));
}

function successOf(get: Lookup): number {
  const mu = get('mu', Number.NaN);
  return Number.isNaN(mu) ? get('prob') : get('size') / (get('size') + mu);
}

/** One value of the call at its first argument x. */
function evaluate({ kind, distribution, upper, twoSided }: Call, x: number, get: Lookup): number {
  switch (kind + distribution) {
    case 'pnorm':
      return epi.normalCdf((x - get('mean', 0)) / get('sd', 1), upper);
    case 'qnorm':
      return get('mean', 0) + get('sd', 1) * epi.normalQuantile(x, upper);
    case 'pgamma':
      return epi.gammaCdf(x, get('shape'), scaleOf(get), upper);
    case 'qgamma':
      return epi.gammaQuantile(x, get('shape'), scaleOf(get), upper);
    case 'pchisq':
      return epi.chiSquareCdf(x, get('df'), upper);
    case 'qchisq':
      return epi.chiSquareQuantile(x, get('df'), upper);
    case 'dpois':
      return epi.poissonDensity(x, get('lambda'));
    case 'ppois':
      return epi.poissonCdf(x, get('lambda'), upper);
    case 'qpois':
      return epi.poissonQuantile(x, get('lambda'), upper);
    case 'dnbinom':
      return epi.negativeBinomialDensity(x, get('size'), successOf(get));
    case 'pnbinom':
      return epi.negativeBinomialCdf(x, get('size'), successOf(get), upper);
    case 'qnbinom':
      return epi.negativeBinomialQuantile(x, get('size'), successOf(get), upper);
    case 'dbinom':
      return epi.binomialDensity(x, get('size'), get('prob'));
    case 'pbinom':
      return epi.binomialCdf(x, get('size'), get('prob'), upper);
    case 'qbinom':
      return epi.binomialQuantile(x, get('size'), get('prob'), upper);
    case 'pbeta':
      return epi.betaCdf(x, get('shape1'), get('shape2'), upper);
    case 'pt':
      return twoSided ? epi.studentTwoSided(x, get('df')) : epi.studentCdf(x, get('df'), upper);
    default:
      throw new Error(`no function for ${kind}${distribution}`);
  }
}

const FIRST_NAMES = ['p', 'q', 'x', 't'] as const;
/** Other names under which files give an argument. */
const ALIASES: Readonly<Record<string, string>> = { lambda: 'mu', mu: 'lambda' };

export function compareDistribution(testCase: ReferenceCase): Comparison[] {
  const { params, output } = testCase;
  const call = parseCall(testCase.function ?? '');
  const first = FIRST_NAMES.find((name) => name in params);
  if (!first) throw new Error(`none of ${FIRST_NAMES.join(', ')} among the parameters`);
  const discreteQuantile = call.kind === 'q' && /pois|binom/.test(call.distribution);
  const lowerTail = params['lower.tail'] ?? params.lowerTail;
  const effective = lowerTail === false ? { ...call, upper: true } : call;
  const got = decodeColumn(params[first]).map((x, i) => {
    const get: Lookup = (name, fallback) => {
      const alias = name in params || call.distribution !== 'pois' ? name : (ALIASES[name] ?? name);
      const value = params[alias] === undefined ? undefined : decodeColumn(params[alias]);
      const found = value?.[i % value.length] ?? call.fixed.get(name) ?? call.fixed.get(alias) ?? fallback;
      if (found === undefined) throw new Error(`argument ${name} is given nowhere`);
      return found;
    };
    return evaluate(effective, x, get);
  });
  const comparer = new Comparer('output', discreteQuantile ? 0 : TOLERANCE, FLOOR);
  return [comparer.column('value', got, output.value).result()];
}
