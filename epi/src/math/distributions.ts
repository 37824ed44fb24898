/**
 * Distribution functions, tails and quantiles. Own code, because none of the maintained npm libraries holds
 * 1e-10 relative over the range that surveillance needs (extreme tails, counts in the thousands):
 * see docs/distributions.md for the measured comparison.
 */
export {
  binomialCdf,
  binomialDensity,
  binomialQuantile,
  binomialTails,
  negativeBinomialCdf,
  negativeBinomialDensity,
  negativeBinomialQuantile,
  negativeBinomialTails,
  poissonCdf,
  poissonDensity,
  poissonQuantile,
  poissonTails,
} from './counts.ts';
export { chiSquareCdf, chiSquareQuantile, gammaCdf, gammaQuantile, gammaTails } from './gamma.ts';
export { incompleteBeta } from './incompleteBeta.ts';
export { incompleteGamma, type Tails } from './incompleteGamma.ts';
export { normalCdf, normalDensity, normalQuantile } from './normal.ts';
export { logGamma } from './stirling.ts';
export { betaCdf, studentCdf, studentTwoSided } from './student.ts';
