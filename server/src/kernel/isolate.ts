import { Worker } from 'node:worker_threads';
import type { ProblemCode } from '@lianfang/contract/problems';
import { type FieldError, Problem } from './problem.ts';

export interface IsolateLimits {
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** The problem that answers where a limit was passed. */
  readonly onLimit: ProblemCode;
}

/** What a thread is asked: `name`, an exported function of the module at `url`. */
export interface IsolateCall {
  readonly url: string;
  readonly name: string;
  readonly input: unknown;
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
 * A thread for work on files from outside: it must not hold up the checks that come in meanwhile, and a file that
 * eats memory or time ends the thread, not the server. Calls one after another; after a limit was passed the next
 * call begins in a new thread. Starting one takes 0.3 s of processor time: a command that reads many files keeps it.
 */
export class Isolate {
  readonly #limits: IsolateLimits;
  #worker: Worker | null = null;

  constructor(limits: IsolateLimits) {
    this.#limits = limits;
  }

  /** Input and result are structured-cloned. @throws Problem of the function, or the one of a limit */
  async run<T>(url: URL, name: string, input: unknown): Promise<T> {
    const worker = this.#worker ?? this.#start();
    const call: IsolateCall = { url: url.href, name, input };
    const answer = await this.#ask(worker, call).catch(async (error: unknown) => {
      await this.close();
      throw error;
    });
    if (answer.ok) return answer.value as T;
    if ('problem' in answer)
      throw new Problem(answer.problem.code, answer.problem.params, answer.problem.errors);
    throw new Error(answer.message);
  }

  #ask(worker: Worker, call: IsolateCall): Promise<IsolateAnswer> {
    const { timeoutMs, onLimit } = this.#limits;
    const { promise, resolve, reject } = Promise.withResolvers<IsolateAnswer>();
    const failed = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Problem(onLimit) : error);
    const ended = () => reject(new Error('The thread ended without an answer.'));
    const timer = setTimeout(() => reject(new Problem(onLimit)), timeoutMs);
    worker.on('message', resolve).on('error', failed).on('exit', ended);
    worker.postMessage(call);
    return promise.finally(() => {
      clearTimeout(timer);
      worker.off('message', resolve).off('error', failed).off('exit', ended);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    this.#worker = new Worker(new URL('./isolate.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb },
    });
    return this.#worker;
  }
}

/** One call in a thread of its own, so that no file meets what another has left behind. */
export async function isolated<T>(url: URL, name: string, input: unknown, limits: IsolateLimits): Promise<T> {
  const isolate = new Isolate(limits);
  try {
    return await isolate.run<T>(url, name, input);
  } finally {
    await isolate.close();
  }
}
