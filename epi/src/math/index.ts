export * from './distributions.ts';
export { fitLogLinear, type LogLinearFit, type LogLinearProblem } from './logLinear.ts';
export { mean, standardDeviation } from './moments.ts';
export { estimateNegativeBinomialSize, maximumLikelihoodSize } from './negativeBinomialSize.ts';
