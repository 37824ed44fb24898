import { accessProblems } from './access.problems.ts';
import { healthProblems } from './health.problems.ts';
import { kernelProblems } from './kernel.problems.ts';
import { orgProblems } from './org.problems.ts';
import { peopleProblems } from './people.problems.ts';
import type { ProblemText } from './problem.ts';
import { reportingProblems } from './reporting.problems.ts';
import { setupProblems } from './setup.problems.ts';
import { sheetProblems } from './sheet.problems.ts';

/** The one catalogue of problems: code → status and texts. Every module's part is listed here. */
export const problems = {
  ...kernelProblems,
  ...sheetProblems,
  ...orgProblems,
  ...peopleProblems,
  ...accessProblems,
  ...healthProblems,
  ...reportingProblems,
  ...setupProblems,
} as const;
export type ProblemCode = keyof typeof problems;

export function problemText(code: ProblemCode): ProblemText {
  return problems[code];
}
