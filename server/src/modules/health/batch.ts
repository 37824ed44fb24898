import type { CheckBatchResult, CheckInput } from '@lianfang/contract/health';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/actor.ts';
import { langOf } from '../../kernel/http.ts';
import { toProblem } from '../../kernel/problem.ts';
import type { CheckDesk } from './desk.ts';

/**
 * Checks of an outbox, in their order: a correction may follow the report it corrects. Each is authorised and
 * decided on its own; one that is refused hinders none of the others.
 */
export async function submitBatch(
  desk: CheckDesk,
  checks: readonly CheckInput[],
  actor: Actor,
  request: FastifyRequest,
): Promise<CheckBatchResult> {
  const sent: Promise<CheckBatchResult['results'][number]>[] = [];
  for (const check of checks) {
    // Joining is awaited one by one, which keeps the order; the commits are awaited together below.
    const joined = await desk
      .authorise(actor, check.unit)
      .then((holding) => desk.join(check, actor, holding))
      .catch((error: unknown) => ({ receipt: Promise.reject(error) }));
    sent.push(
      joined.receipt.then(
        (receipt) => ({ id: check.id, receipt }),
        (error: unknown) => {
          const problem = toProblem(error, request.id);
          if (problem.status >= 500) request.log.error(error);
          return { id: check.id, problem: problem.toDetails(langOf(request)) };
        },
      ),
    );
  }
  return { results: await Promise.all(sent) };
}
