import { parentPort } from 'node:worker_threads';
import type { IsolateAnswer, IsolateCall } from './isolate.ts';
import { Problem } from './problem.ts';

async function answer({ url, name, input }: IsolateCall): Promise<IsolateAnswer> {
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
parentPort!.on('message', async (call: IsolateCall) => parentPort!.postMessage(await answer(call)));
