import { fullWidth } from '@lianfang/contract/chinese';
import { fillText, type ProblemDetails } from '@lianfang/contract/problem';
import { type ProblemCode, problemText } from '@lianfang/contract/problems';

export interface FieldError {
  readonly field: string;
  readonly row?: number;
  readonly code: string;
  /** In the reader's language where both are given. */
  readonly detail: string | Readonly<Record<Lang, string>>;
}
export type Lang = 'zh' | 'en';

/** The one error type: a code of the catalogue, its parameters, and the fields at fault. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];

  constructor(
    code: ProblemCode,
    params: Readonly<Record<string, unknown>> = {},
    errors: readonly FieldError[] = [],
  ) {
    super(`${code} ${fillText(problemText(code).en, params)}`);
    this.name = 'Problem';
    this.code = code;
    this.params = params;
    this.errors = errors;
  }

  get status(): number {
    return problemText(this.code).status;
  }

  /** What the problem says to a person, in their language. */
  text(lang: Lang): string {
    const text = fillText(problemText(this.code)[lang], this.params);
    return lang === 'zh' ? fullWidth(text) : text;
  }

  toDetails(lang: Lang): ProblemDetails {
    return {
      type: `urn:lianfang:problem:${this.code}`,
      title: this.code,
      status: this.status,
      code: this.code,
      detail: this.text(lang),
      ...(Object.keys(this.params).length > 0 && { params: { ...this.params } }),
      ...(this.errors.length > 0 && {
        errors: this.errors.map((e) => ({
          ...e,
          detail: typeof e.detail === 'string' ? e.detail : e.detail[lang],
        })),
      }),
    };
  }
}

/** Constraint names map to problems, so that the database's refusal reads like ours. Modules register theirs. */
const constraintProblems = new Map<string, ProblemCode>();
export function mapConstraint(name: string, code: ProblemCode): void {
  constraintProblems.set(name, code);
}

/**
 * The database is away or starting (SQLSTATE classes 08 and 57P, refused or cut connections): the caller may send
 * the same again shortly.
 */
function databaseAway(error: { code?: string; message?: string }): boolean {
  return (
    /^(08\w{3}|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(error.code ?? '') ||
    /^Connection terminated|Client has encountered a connection error/.test(error.message ?? '')
  );
}

/** Turns whatever was thrown into a Problem; unknown errors become `kernel.internal`. */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error;
  const e = error as { code?: string; constraint?: string; statusCode?: number; validation?: unknown };
  if (e.constraint !== undefined && constraintProblems.has(e.constraint)) {
    return new Problem(constraintProblems.get(e.constraint)!);
  }
  if (e.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || e.statusCode === 413) {
    return new Problem('kernel.too-large', { limit: '25 MB' });
  }
  if (e.statusCode !== undefined && e.statusCode >= 400 && e.statusCode < 500) {
    return new Problem('kernel.invalid-input', {}, [
      { field: 'body', code: String(e.code ?? e.statusCode), detail: (error as Error).message },
    ]);
  }
  if (databaseAway(error as Error)) return new Problem('kernel.unavailable');
  return new Problem('kernel.internal', { request: requestId });
}
