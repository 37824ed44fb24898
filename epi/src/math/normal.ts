import { EpiError } from '../errors.ts';
import { incompleteGamma } from './incompleteGamma.ts';

/**
 * Standard normal distribution function Φ(x), or 1 − Φ(x), with full relative precision in either tail.
 *
 * @param x real
 * @param upper true for P(X > x)
 */
export function normalCdf(x: number, upper = false): number {
  const half = incompleteGamma(0.5, (x * x) / 2);
  return x > 0 === upper ? half.upper / 2 : 0.5 + half.lower / 2;
}

/** Standard normal density. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

type Coefficients = readonly number[];

/** Coefficients of the three rational approximations of Wichura (1988), algorithm AS 241 (PPND16). */
const CENTRE: readonly [Coefficients, Coefficients] = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
];
const MIDDLE: readonly [Coefficients, Coefficients] = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
const TAIL: readonly [Coefficients, Coefficients] = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

function polynomial(coefficients: Coefficients, x: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k]!;
  return sum;
}

const ratio = ([top, bottom]: readonly [Coefficients, Coefficients], x: number): number =>
  polynomial(top, x) / polynomial(bottom, x);

/**
 * Standard normal quantile by Wichura (1988), Applied Statistics 37, 477–484; relative error about 1e-16.
 *
 * @param p probability in [0, 1]; 0 and 1 give ∓Infinity
 * @param upper true when p is the upper-tail probability
 * @throws EpiError BAD_OPTION when p is not a probability
 */
export function normalQuantile(p: number, upper = false): number {
  if (!(p >= 0 && p <= 1))
    throw new EpiError('BAD_OPTION', `probability ${p} is not in [0, 1]`, { field: 'p' });
  const sign = upper ? -1 : 1;
  const centred = p - 0.5;
  if (Math.abs(centred) <= 0.425) return sign * centred * ratio(CENTRE, 0.180625 - centred * centred);
  const tail = centred < 0 ? p : 1 - p;
  if (tail === 0) return sign * (centred < 0 ? -Infinity : Infinity);
  const r = Math.sqrt(-Math.log(tail));
  const magnitude = r <= 5 ? ratio(MIDDLE, r - 1.6) : ratio(TAIL, r - 5);
  return sign * (centred < 0 ? -magnitude : magnitude);
}
