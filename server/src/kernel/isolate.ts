import { Worker } from 'node:worker_threads';
import type { ProblemCode } from '@lianfang/contract/problems';
import { type FieldError, Problem } from './problem.ts';

export interface IsolateLimits {
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** The problem that answers where a limit was passed. */
  readonly onLimit: ProblemCode;
}

/** What a thread sends back. Problems travel as data: errors lose their fields between threads. */
export type IsolateAnswer =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly problem: { code: ProblemCode; params: Record<string, unknown>; errors: FieldError[] };
    }
  | { readonly ok: false; readonly message: string };

/**
 * Runs `name`, an exported function of the module at `url`, in a thread of its own: work on files from outside must
 * not hold up the checks that come in meanwhile, and a file that eats memory or time ends its thread, not the server.
 * Input and result are structured-cloned.
 */
export async function isolated<T>(url: URL, name: string, input: unknown, limits: IsolateLimits): Promise<T> {
  const worker = new Worker(new URL('./isolate.worker.ts', import.meta.url), {
    workerData: { url: url.href, name, input },
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<IsolateAnswer>((done, fail) => {
      timer = setTimeout(() => fail(new Problem(limits.onLimit)), limits.timeoutMs);
      worker.once('message', done);
      worker.once('error', (error) =>
        fail(
          (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new Problem(limits.onLimit)
            : error,
        ),
      );
      worker.once('exit', () => fail(new Error('The thread ended without an answer.')));
    });
    if (answer.ok) return answer.value as T;
    if ('problem' in answer)
      throw new Problem(answer.problem.code, answer.problem.params, answer.problem.errors);
    throw new Error(answer.message);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
