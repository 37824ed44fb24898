import type { Comparison } from './compare.ts';
import { compareCusum, compareGlr } from './families/charts.ts';
import { compareDistribution } from './families/distribution.ts';
import { compareEars, compareEarsDerived } from './families/ears.ts';
import { compareFarrington, compareFlexible } from './families/farrington.ts';
import { compareDiscreteSi, compareEpiEstim } from './families/rt.ts';
import { compareTrace } from './families/trace.ts';
import { compareBayes, compareCdc, compareOutbreakP, compareRki } from './families/windows.ts';
import type { ReferenceCase, ReferenceFile } from './format.ts';

/** The outcome of one case: its comparisons, or why it could not be run. */
export interface CaseReport {
  readonly file: string;
  readonly family: string;
  readonly id: string;
  readonly comparisons: readonly Comparison[];
  readonly error: string | null;
}

type Compare = (testCase: ReferenceCase, file: ReferenceFile) => Comparison[];

const FAMILIES: Readonly<Record<string, Compare>> = {
  ears: compareEars,
  farrington: compareFarrington,
  'farrington-trace': compareTrace,
  'farrington-flexible': compareFlexible,
  cusum: compareCusum,
  glr: compareGlr,
  rki: compareRki,
  bayes: compareBayes,
  cdc: compareCdc,
  outbreakP: compareOutbreakP,
  epiestim: compareEpiEstim,
  'discrete-si': compareDiscreteSi,
  distribution: compareDistribution,
};

function attempt(file: ReferenceFile, id: string, compare: () => Comparison[]): CaseReport {
  const place = { file: file.id, family: file.family, id };
  try {
    return { ...place, comparisons: compare(), error: null };
  } catch (cause) {
    return { ...place, comparisons: [], error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Run every case of a reference file. A family or option that is not supported is reported as an error. */
export function runFile(file: ReferenceFile): CaseReport[] {
  const compare = Object.hasOwn(FAMILIES, file.family) ? FAMILIES[file.family] : undefined;
  const reports = file.cases.map((testCase) =>
    attempt(file, testCase.id, () => {
      if (!compare)
        throw new Error(`unknown family "${file.family}"; known are ${Object.keys(FAMILIES).join(', ')}`);
      return compare(testCase, file);
    }),
  );
  if (file.family !== 'ears') return reports;
  const derived = (file.derived ?? []).map((part, i) =>
    attempt(file, `derived ${i + 1}`, () => compareEarsDerived(part, file)),
  );
  return [...reports, ...derived];
}
