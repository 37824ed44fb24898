import { parentPort, workerData } from 'node:worker_threads';
import type { IsolateAnswer } from './isolate.ts';
import { Problem } from './problem.ts';

const { url, name, input } = workerData as { url: string; name: string; input: unknown };

async function answer(): Promise<IsolateAnswer> {
  try {
    const module = (await import(url)) as Record<string, (input: unknown) => unknown>;
    return { ok: true, value: await module[name]!(input) };
  } catch (error) {
    if (error instanceof Problem) {
      const { code, params, errors } = error;
      return { ok: false, problem: { code, params: { ...params }, errors: [...errors] } };
    }
    return { ok: false, message: (error as Error).stack ?? String(error) };
  }
}
parentPort!.postMessage(await answer());
